/// Signing up and signing in, over HTTP.
@NullMarked
package com.klaro.api.identity;

import org.jspecify.annotations.NullMarked;
