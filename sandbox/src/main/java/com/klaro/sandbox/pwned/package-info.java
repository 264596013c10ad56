/// A server of published passwords, pretended.
@NullMarked
package com.klaro.sandbox.pwned;

import org.jspecify.annotations.NullMarked;
