package com.klaro.store.broken;

import com.klaro.store.Store;

public final class KnowsItsRoot {

  private KnowsItsRoot() {}

  static Class<?> wiring() {
    return Store.class;
  }
}
