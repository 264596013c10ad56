/// What happened, provably: security and administrative acts in a keyed chain per workspace
/// (TEN-2).
@NullMarked
package com.klaro.store.audit;

import org.jspecify.annotations.NullMarked;
