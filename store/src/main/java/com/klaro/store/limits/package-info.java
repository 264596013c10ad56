/// Limits that all processes share: how often something may go wrong, or be sent, before it has to
/// wait. What is counted is told apart by an HMAC, so rows name nobody.
@NullMarked
package com.klaro.store.limits;

import org.jspecify.annotations.NullMarked;
