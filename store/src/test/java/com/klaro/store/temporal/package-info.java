@NullMarked
package com.klaro.store.temporal;

import org.jspecify.annotations.NullMarked;
