package com.klaro.worker.broken;

import com.klaro.worker.Worker;

public final class KnowsItsRoot {

  private KnowsItsRoot() {}

  static Class<?> wiring() {
    return Worker.class;
  }
}
