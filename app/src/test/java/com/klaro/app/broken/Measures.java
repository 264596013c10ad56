package com.klaro.app.broken;

import com.klaro.app.bench.BenchCommand;

public final class Measures {

  private Measures() {}

  static Class<?> bench() {
    return BenchCommand.class;
  }
}
