/// A mechanism that knows what it serves.
@NullMarked
package com.klaro.worker.wiring.broken;

import org.jspecify.annotations.NullMarked;
