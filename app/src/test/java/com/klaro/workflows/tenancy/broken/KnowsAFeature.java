package com.klaro.workflows.tenancy.broken;

import com.klaro.workflows.identity.SignupId;

public final class KnowsAFeature {

  private KnowsAFeature() {}

  static Class<?> signup() {
    return SignupId.class;
  }
}
