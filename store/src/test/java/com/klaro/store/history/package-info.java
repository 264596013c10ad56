@NullMarked
package com.klaro.store.history;

import org.jspecify.annotations.NullMarked;
