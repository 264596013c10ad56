/// The way from a path to an admitted scope (TEN-1).
@NullMarked
package com.klaro.api.tenancy;

import org.jspecify.annotations.NullMarked;
