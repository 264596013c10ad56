package com.klaro.activities.tenancy.broken;

import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.OneTimeToken;

/// What a mail may know, the others may not.
public final class KnowsAFeature {

  private KnowsAFeature() {}

  static Class<?> address() {
    return EmailAddress.class;
  }

  static Class<?> token() {
    return OneTimeToken.class;
  }
}
