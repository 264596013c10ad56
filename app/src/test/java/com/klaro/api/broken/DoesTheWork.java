package com.klaro.api.broken;

import com.klaro.store.audit.HeadSigner;
import com.klaro.store.identity.AccountDesk;
import com.klaro.store.identity.SignupRetention;
import com.klaro.store.identity.SignupWriter;
import com.klaro.workflows.identity.SignupWorkflowImpl;

public final class DoesTheWork {

  private DoesTheWork() {}

  static Class<?> writer() {
    return SignupWriter.class;
  }

  static Class<?> retention() {
    return SignupRetention.class;
  }

  static Class<?> desk() {
    return AccountDesk.class;
  }

  static Class<?> signer() {
    return HeadSigner.class;
  }

  static Class<?> story() {
    return SignupWorkflowImpl.class;
  }
}
