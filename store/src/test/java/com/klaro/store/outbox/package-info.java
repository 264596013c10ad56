@NullMarked
package com.klaro.store.outbox;

import org.jspecify.annotations.NullMarked;
