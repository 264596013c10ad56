/// Signing up, signing in, and who one is (AUTH-1 to AUTH-4).
@NullMarked
package com.klaro.api.identity;

import org.jspecify.annotations.NullMarked;
