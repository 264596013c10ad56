/// A mechanism that knows what it serves.
@NullMarked
package com.klaro.store.outbox.broken;

import org.jspecify.annotations.NullMarked;
