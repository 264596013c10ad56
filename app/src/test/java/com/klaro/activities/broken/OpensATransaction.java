package com.klaro.activities.broken;

import com.klaro.store.database.DatabaseRole;

public final class OpensATransaction {

  private OpensATransaction() {}

  static Class<?> role() {
    return DatabaseRole.class;
  }
}
