/// First answers to writes that carried a key, so that a repeat changes nothing (promise API-5).
@NullMarked
package com.klaro.store.idempotency;

import org.jspecify.annotations.NullMarked;
