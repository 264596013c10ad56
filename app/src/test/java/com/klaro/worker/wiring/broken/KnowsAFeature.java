package com.klaro.worker.wiring.broken;

import com.klaro.worker.identity.UnfinishedSignups;

public final class KnowsAFeature {

  private KnowsAFeature() {}

  static Class<?> signups() {
    return UnfinishedSignups.class;
  }
}
