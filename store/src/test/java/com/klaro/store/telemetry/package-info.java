@NullMarked
package com.klaro.store.telemetry;

import org.jspecify.annotations.NullMarked;
