package com.klaro.app.broken;

import com.klaro.app.Klaro;

public final class KnowsTheCommands {

  private KnowsTheCommands() {}

  static Class<?> main() {
    return Klaro.class;
  }
}
