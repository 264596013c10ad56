/// A mechanism that knows what it serves.
@NullMarked
package com.klaro.activities.tenancy.broken;

import org.jspecify.annotations.NullMarked;
