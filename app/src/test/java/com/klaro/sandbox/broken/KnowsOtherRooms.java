package com.klaro.sandbox.broken;

import com.klaro.activities.mail.Mailer;
import com.klaro.api.ApiServer;
import com.klaro.app.Klaro;
import com.klaro.store.Store;
import com.klaro.worker.Worker;
import com.klaro.workflows.identity.SignupWorkflow;

public final class KnowsOtherRooms {

  private KnowsOtherRooms() {}

  static Class<?> workflows() {
    return SignupWorkflow.class;
  }

  static Class<?> store() {
    return Store.class;
  }

  static Class<?> activities() {
    return Mailer.class;
  }

  static Class<?> worker() {
    return Worker.class;
  }

  static Class<?> api() {
    return ApiServer.class;
  }

  static Class<?> app() {
    return Klaro.class;
  }
}
