package com.klaro.sandbox.broken;

import com.klaro.sandbox.broken.mockito.Mockito;

public final class Mocked {

  private Mocked() {}

  static Class<?> mock() {
    return Mockito.class;
  }
}
