package com.klaro.workflows.identity;

import com.klaro.workflows.mail.MailSteps;
import io.temporal.failure.ActivityFailure;

/// One mail, tried for a while; the address goes either way.
public final class AccountDeletionWorkflowImpl implements AccountDeletionWorkflow {

  @Override
  public boolean run(AccountDeletionCommand command) {
    try {
      MailSteps.within(
              IdentityQueue.NAME,
              command.giveUp(),
              AccountDeletionActivities.class,
              "Mails the farewell and erases the address")
          .farewell(command);
      return true;
    } catch (ActivityFailure undelivered) {
      MailSteps.untilDone(
              IdentityQueue.NAME,
              AccountDeletionActivities.class,
              "Erases an address that could not be told")
          .erase(command);
      return false;
    }
  }
}
