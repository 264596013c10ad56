@NullMarked
package com.klaro.store.secrets;

import org.jspecify.annotations.NullMarked;
