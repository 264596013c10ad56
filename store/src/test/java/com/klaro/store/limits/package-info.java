@NullMarked
package com.klaro.store.limits;

import org.jspecify.annotations.NullMarked;
