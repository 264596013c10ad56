package com.klaro.worker;

import com.klaro.workflows.identity.SignupActivities;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupMail;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Fails as often as it is told, with a message nobody may find again, then answers.
final class FakeSignups implements SignupActivities {

  static final String CANARY = "canary-ann@example.com";

  final List<SignupId> mailed = new CopyOnWriteArrayList<>();
  final List<SignupId> expired = new CopyOnWriteArrayList<>();
  final AtomicInteger failures = new AtomicInteger();

  @Override
  public SignupMail mail(SignupCommand command) {
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException(CANARY, new IllegalArgumentException(CANARY));
    }
    mailed.add(command.signupId());
    return SignupMail.LINK_SENT;
  }

  @Override
  public void expire(SignupCommand command) {
    expired.add(command.signupId());
  }
}
