/// The tenancy gate: membership first, then a scope, then rows (TEN-1).
@NullMarked
package com.klaro.store.tenancy;

import org.jspecify.annotations.NullMarked;
