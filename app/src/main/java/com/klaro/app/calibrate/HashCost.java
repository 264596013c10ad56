package com.klaro.app.calibrate;

import com.klaro.store.identity.password.HashingSettings;

/// How long one hash takes while each thread makes one.
@FunctionalInterface
interface HashCost {

  double millis(HashingSettings settings);
}
