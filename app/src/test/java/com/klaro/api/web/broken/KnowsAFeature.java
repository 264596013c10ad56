package com.klaro.api.web.broken;

import com.klaro.api.workspaces.WorkspacesWiring;
import com.klaro.store.identity.password.PasswordHasher;

public final class KnowsAFeature {

  private KnowsAFeature() {}

  static Class<?> hasher() {
    return PasswordHasher.class;
  }

  static Class<?> wiring() {
    return WorkspacesWiring.class;
  }
}
