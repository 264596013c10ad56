package com.klaro.worker.broken;

import com.klaro.api.ApiServer;
import com.klaro.app.Klaro;
import com.klaro.sandbox.network.FaultProxy;

public final class KnowsOtherRooms {

  private KnowsOtherRooms() {}

  static Class<?> api() {
    return ApiServer.class;
  }

  static Class<?> sandbox() {
    return FaultProxy.class;
  }

  static Class<?> app() {
    return Klaro.class;
  }
}
