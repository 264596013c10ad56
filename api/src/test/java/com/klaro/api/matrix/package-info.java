/// The cross-tenant matrix, generated from the routes there are: every route times everyone who
/// might call it.
@NullMarked
package com.klaro.api.matrix;

import org.jspecify.annotations.NullMarked;
