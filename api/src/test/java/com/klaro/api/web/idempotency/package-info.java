@NullMarked
package com.klaro.api.web.idempotency;

import org.jspecify.annotations.NullMarked;
