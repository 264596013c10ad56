package com.klaro.store.broken;

import com.klaro.store.brokentoo.Bolt;

/// Stands above the bolt here, and below it in the api.
public final class Nut {

  static Bolt bolt() {
    return new Bolt();
  }
}
