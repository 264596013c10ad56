/// Refusals as problem+json (RFC 9457): the list of types, and how each failure becomes one.
@NullMarked
package com.klaro.api.web.problem;

import org.jspecify.annotations.NullMarked;
