/// The mechanisms that every route shares: the order of checks at the door, problems, headers,
/// limits, lists and idempotency (promises API-1 to API-6: no input reaches a feature before size,
/// caller and gate have been checked).
@NullMarked
package com.klaro.api.web;

import org.jspecify.annotations.NullMarked;
