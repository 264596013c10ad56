/// Passwords that know whose they are.
@NullMarked
package com.klaro.store.identity.password.broken;

import org.jspecify.annotations.NullMarked;
