package com.klaro.workflows.identity;

import com.klaro.workflows.mail.MailSteps;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;

/// Mails, waits, and leaves nothing behind. May be started again for a row that is still there:
/// what was mailed is a column, so the second run only waits.
public final class PasswordResetWorkflowImpl implements PasswordResetWorkflow {

  @Override
  public PasswordResetOutcome run(PasswordResetCommand command) {
    PasswordResetOutcome outcome = asked(command);
    MailSteps.untilDone(IdentityQueue.NAME, PasswordResetActivities.class, "Deletes the request")
        .forget(command);
    return outcome;
  }

  /// A mail that cannot be delivered within the link's life is one that nobody waits for any more.
  private static PasswordResetOutcome asked(PasswordResetCommand command) {
    PasswordResetMail did;
    try {
      did =
          MailSteps.within(
                  IdentityQueue.NAME,
                  command.linkLife(),
                  PasswordResetActivities.class,
                  "Mails the link, if there is one due")
              .mail(command);
    } catch (ActivityFailure undelivered) {
      return PasswordResetOutcome.UNDELIVERED;
    }
    return switch (did) {
      case LINK_SENT -> {
        Workflow.newTimer(
                command.linkLife(),
                TimerOptions.newBuilder().setSummary("The link works until then").build())
            .get();
        yield PasswordResetOutcome.LINK_ENDED;
      }
      case NOT_NEEDED -> PasswordResetOutcome.NOTHING_SENT;
    };
  }
}
