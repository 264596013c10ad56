/// `Idempotency-Key`: the same request twice is done once.
@NullMarked
package com.klaro.api.web.idempotency;

import org.jspecify.annotations.NullMarked;
