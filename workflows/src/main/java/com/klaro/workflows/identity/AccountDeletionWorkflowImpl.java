package com.klaro.workflows.identity;

import com.klaro.workflows.mail.MailSteps;
import io.temporal.failure.ActivityFailure;

/// One mail, tried for a while; the address goes either way.
public final class AccountDeletionWorkflowImpl implements AccountDeletionWorkflow {

  @Override
  public FarewellOutcome run(AccountDeletionCommand command) {
    FarewellMail did;
    try {
      did =
          MailSteps.within(
                  IdentityQueue.NAME,
                  command.giveUp(),
                  AccountDeletionActivities.class,
                  "Mails the farewell and erases the address")
              .farewell(command);
    } catch (ActivityFailure undelivered) {
      MailSteps.untilDone(
              IdentityQueue.NAME,
              AccountDeletionActivities.class,
              "Erases an address that could not be told")
          .erase(command);
      return FarewellOutcome.UNDELIVERED;
    }
    // No switch: in histories from before the step said what it did, it said nothing.
    return did == FarewellMail.NOT_NEEDED ? FarewellOutcome.NOTHING_DUE : FarewellOutcome.SENT;
  }
}
