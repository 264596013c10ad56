/// First answers to writes that carried a key, so that a repeat changes nothing.
@NullMarked
package com.klaro.store.idempotency;

import org.jspecify.annotations.NullMarked;
