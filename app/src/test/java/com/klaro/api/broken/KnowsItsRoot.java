package com.klaro.api.broken;

import com.klaro.api.ApiServer;
import com.klaro.api.ApiSettings;

public final class KnowsItsRoot {

  private KnowsItsRoot() {}

  static Class<?> wiring() {
    return ApiServer.class;
  }

  static Class<?> settings() {
    return ApiSettings.class;
  }
}
