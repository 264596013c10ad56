package com.klaro.worker;

import com.klaro.workflows.identity.SignupActivities;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupMail;
import com.klaro.workflows.mail.MailFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what it was asked, and answers as it was told, or fails with a message that nobody may
/// find again.
public final class FakeSignups implements SignupActivities {

  static final String CANARY = "canary-ann@example.com";

  final List<SignupId> mailed = new CopyOnWriteArrayList<>();
  final List<SignupId> expired = new CopyOnWriteArrayList<>();
  public final List<String> calls = new CopyOnWriteArrayList<>();
  public volatile SignupMail answer = SignupMail.LINK_SENT;
  public volatile int failuresFirst;
  public volatile boolean refuses;

  @Override
  public SignupMail mail(SignupCommand command) {
    calls.add("mail");
    if (refuses) {
      throw ApplicationFailure.newNonRetryableFailureWithCause(
          CANARY, MailFailure.MAIL_REFUSED.name(), new IllegalArgumentException(CANARY));
    }
    if (calls.size() <= failuresFirst) {
      throw new IllegalStateException(CANARY);
    }
    mailed.add(command.signupId());
    return answer;
  }

  @Override
  public void expire(SignupCommand command) {
    calls.add("expire");
    expired.add(command.signupId());
  }
}
