@NullMarked
package com.klaro.store.identity;

import org.jspecify.annotations.NullMarked;
