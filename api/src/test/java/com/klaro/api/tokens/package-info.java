/// Tests of what is documented or proven.
@NullMarked
package com.klaro.api.tokens;

import org.jspecify.annotations.NullMarked;
