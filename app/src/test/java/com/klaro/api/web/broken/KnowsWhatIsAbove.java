package com.klaro.api.web.broken;

import com.klaro.api.tokens.AccessTokens;
import com.klaro.api.workspaces.WorkspacesWiring;
import com.klaro.store.audit.AuditTrail;

public final class KnowsWhatIsAbove {

  private KnowsWhatIsAbove() {}

  static Class<?> tokens() {
    return AccessTokens.class;
  }

  static Class<?> feature() {
    return WorkspacesWiring.class;
  }

  static Class<?> trail() {
    return AuditTrail.class;
  }
}
