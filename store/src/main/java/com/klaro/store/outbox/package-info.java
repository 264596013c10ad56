/// What must reach Temporal, kept in Postgres until it has.
@NullMarked
package com.klaro.store.outbox;

import org.jspecify.annotations.NullMarked;
