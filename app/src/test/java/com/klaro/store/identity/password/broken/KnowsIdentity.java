package com.klaro.store.identity.password.broken;

import com.klaro.store.identity.Account;

public final class KnowsIdentity {

  private KnowsIdentity() {}

  static Class<?> owner() {
    return Account.class;
  }
}
