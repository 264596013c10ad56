@NullMarked
package com.klaro.store;

import org.jspecify.annotations.NullMarked;
