package com.klaro.activities.mail.broken;

import com.klaro.activities.identity.SignupActivitiesImpl;
import com.klaro.store.identity.SignupWriter;

public final class KnowsAFeature {

  private KnowsAFeature() {}

  static Class<?> writer() {
    return SignupWriter.class;
  }

  static Class<?> work() {
    return SignupActivitiesImpl.class;
  }
}
