/// Keys on a real Postgres.
@NullMarked
package com.klaro.store.idempotency;

import org.jspecify.annotations.NullMarked;
