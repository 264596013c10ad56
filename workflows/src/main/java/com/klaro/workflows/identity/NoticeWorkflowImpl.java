package com.klaro.workflows.identity;

import com.klaro.workflows.mail.MailSteps;
import io.temporal.failure.ActivityFailure;

/// One mail, tried for as long as it is news.
public final class NoticeWorkflowImpl implements NoticeWorkflow {

  @Override
  public boolean run(NoticeCommand command) {
    try {
      MailSteps.within(
              IdentityQueue.NAME,
              command.giveUp(),
              NoticeActivities.class,
              "Tells the account's owner by mail")
          .mail(command);
      return true;
    } catch (ActivityFailure undelivered) {
      MailSteps.untilDone(
              IdentityQueue.NAME, NoticeActivities.class, "Deletes what could not be told")
          .forget(command);
      return false;
    }
  }
}
