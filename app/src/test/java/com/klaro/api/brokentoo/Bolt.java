package com.klaro.api.brokentoo;

import com.klaro.api.broken.Nut;

/// Stands above the nut here, and below it in the store.
public final class Bolt {

  static Nut nut() {
    return new Nut();
  }
}
