/// Tests of what is documented or proven. S3-1 to S3-8 are the promises they hold.
@NullMarked
package com.klaro.api.tokens.nextauth;

import org.jspecify.annotations.NullMarked;
