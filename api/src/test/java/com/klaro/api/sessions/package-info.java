/// Tests of what is documented or proven.
@NullMarked
package com.klaro.api.sessions;

import org.jspecify.annotations.NullMarked;
