/// A mechanism that knows what it serves.
@NullMarked
package com.klaro.workflows.tenancy.broken;

import org.jspecify.annotations.NullMarked;
