package com.klaro.worker;

import com.klaro.workflows.identity.SignupActivities;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupFailure;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupMail;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Answers, or fails with a message that nobody may find again.
final class FakeSignups implements SignupActivities {

  static final String CANARY = "canary-ann@example.com";

  final List<SignupId> mailed = new CopyOnWriteArrayList<>();
  final List<SignupId> expired = new CopyOnWriteArrayList<>();
  volatile boolean refuses;

  @Override
  public SignupMail mail(SignupCommand command) {
    if (refuses) {
      throw ApplicationFailure.newNonRetryableFailureWithCause(
          CANARY, SignupFailure.MAIL_REFUSED.name(), new IllegalArgumentException(CANARY));
    }
    mailed.add(command.signupId());
    return SignupMail.LINK_SENT;
  }

  @Override
  public void expire(SignupCommand command) {
    expired.add(command.signupId());
  }
}
