package com.klaro.store.broken;

import com.klaro.store.brokentoo.Egg;

/// Comes from an egg, which comes from a hen.
public final class Hen {

  static Egg egg() {
    return new Egg();
  }
}
