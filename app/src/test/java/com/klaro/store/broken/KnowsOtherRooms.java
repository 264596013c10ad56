package com.klaro.store.broken;

import com.klaro.activities.mail.Mailer;
import com.klaro.api.ApiServer;
import com.klaro.app.Klaro;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.worker.Worker;

public final class KnowsOtherRooms {

  private KnowsOtherRooms() {}

  static Class<?> activities() {
    return Mailer.class;
  }

  static Class<?> worker() {
    return Worker.class;
  }

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
