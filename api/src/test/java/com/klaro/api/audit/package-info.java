/// Tests of what is documented or proven.
@NullMarked
package com.klaro.api.audit;

import org.jspecify.annotations.NullMarked;
