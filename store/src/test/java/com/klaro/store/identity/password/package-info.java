@NullMarked
package com.klaro.store.identity.password;

import org.jspecify.annotations.NullMarked;
