package com.klaro.worker.wiring.broken;

import com.klaro.worker.identity.IdentityWiring;

public final class KnowsAFeature {

  private KnowsAFeature() {}

  static Class<?> signups() {
    return IdentityWiring.class;
  }
}
