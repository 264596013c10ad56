package com.klaro.worker.broken;

import com.klaro.store.identity.SignupWriter;
import com.klaro.workflows.identity.SignupId;
import java.util.function.Consumer;

public final class CallsAWriter {

  private CallsAWriter() {}

  static void directly(SignupWriter writer, SignupId signup) {
    writer.expire(signup);
  }

  static Consumer<SignupId> byReference(SignupWriter writer) {
    return writer::expire;
  }
}
