package com.klaro.workflows.identity;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Remembers what it was asked, and answers as it was told.
final class FakeSignupActivities implements SignupActivities {

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  volatile SignupMail answer = SignupMail.LINK_SENT;
  volatile int failuresFirst;
  volatile boolean refused;

  @Override
  public SignupMail mail(SignupCommand command) {
    calls.add("mail");
    if (refused) {
      throw ApplicationFailure.newNonRetryableFailure("refused", SignupFailure.MAIL_REFUSED.name());
    }
    if (calls.size() <= failuresFirst) {
      throw new IllegalStateException("the mail server is away");
    }
    return answer;
  }

  @Override
  public void expire(SignupCommand command) {
    calls.add("expire");
  }
}
