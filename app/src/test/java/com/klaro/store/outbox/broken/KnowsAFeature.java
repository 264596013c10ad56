package com.klaro.store.outbox.broken;

import com.klaro.store.broken.Nut;
import com.klaro.store.identity.HashParametersReader;
import com.klaro.store.workspaces.WorkspaceReader;

public final class KnowsAFeature {

  private KnowsAFeature() {}

  static Class<?> account() {
    return HashParametersReader.class;
  }

  static Class<?> workspace() {
    return WorkspaceReader.class;
  }

  static Class<?> onNoList() {
    return Nut.class;
  }
}
