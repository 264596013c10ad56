package com.klaro.store.brokentoo;

import com.klaro.store.broken.Hen;

public final class Egg {

  static Hen hen() {
    return new Hen();
  }
}
