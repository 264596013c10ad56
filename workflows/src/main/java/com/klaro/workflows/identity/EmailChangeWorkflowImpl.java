package com.klaro.workflows.identity;

import com.klaro.workflows.mail.MailSteps;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;

/// Mails, waits, and leaves nothing behind. May be started again for a row that is still there:
/// what was mailed is a column, so the second run only waits.
public final class EmailChangeWorkflowImpl implements EmailChangeWorkflow {

  @Override
  public EmailChangeOutcome run(EmailChangeCommand command) {
    EmailChangeOutcome outcome = asked(command);
    MailSteps.untilDone(
            IdentityQueue.NAME, EmailChangeActivities.class, "Deletes what was not confirmed")
        .forget(command);
    return outcome;
  }

  /// Without both mails nothing can come of it.
  private static EmailChangeOutcome asked(EmailChangeCommand command) {
    EmailChangeMail did;
    try {
      did =
          MailSteps.within(
                  IdentityQueue.NAME,
                  command.linkLife(),
                  EmailChangeActivities.class,
                  "Mails the present address and the new one")
              .mail(command);
    } catch (ActivityFailure undelivered) {
      return EmailChangeOutcome.UNDELIVERED;
    }
    return switch (did) {
      case SENT -> {
        Workflow.newTimer(
                command.linkLife(),
                TimerOptions.newBuilder().setSummary("The links work until then").build())
            .get();
        yield EmailChangeOutcome.LINKS_ENDED;
      }
      case NOT_NEEDED -> EmailChangeOutcome.CALLED_OFF;
    };
  }
}
