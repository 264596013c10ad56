package com.klaro.workflows.identity;

import io.temporal.failure.ActivityFailure;

/// One mail, tried for as long as it is news.
public final class NoticeWorkflowImpl implements NoticeWorkflow {

  @Override
  public boolean run(NoticeCommand command) {
    try {
      IdentitySteps.within(
              command.giveUp(), NoticeActivities.class, "Tells the account's owner by mail")
          .mail(command);
      return true;
    } catch (ActivityFailure undelivered) {
      IdentitySteps.untilDone(NoticeActivities.class, "Deletes what could not be told")
          .forget(command);
      return false;
    }
  }
}
