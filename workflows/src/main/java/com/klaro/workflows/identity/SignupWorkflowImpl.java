package com.klaro.workflows.identity;

import com.klaro.workflows.mail.MailSteps;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/// Mails, waits, and leaves nothing behind when nobody comes. May be started again for a row that
/// is still open: what was mailed is a column, so the second run only waits.
public final class SignupWorkflowImpl implements SignupWorkflow {

  private boolean completed;

  @Override
  public SignupOutcome run(SignupCommand command) {
    SignupMail did;
    try {
      did = mailing(command.linkLife()).mail(command);
    } catch (ActivityFailure undelivered) {
      cleaning().expire(command);
      return completedOr(SignupOutcome.UNDELIVERED);
    }
    return switch (did) {
      case LINK_SENT -> awaitCompletion(command);
      // At once: the address of somebody who has an account is nothing to keep for a day.
      case ALREADY_REGISTERED -> {
        cleaning().expire(command);
        yield SignupOutcome.ALREADY_REGISTERED;
      }
      case NOT_NEEDED -> completedOr(SignupOutcome.EXPIRED);
    };
  }

  @Override
  public void completed() {
    completed = true;
  }

  private SignupOutcome awaitCompletion(SignupCommand command) {
    if (!completed) {
      Promise<Void> linkEnds =
          Workflow.newTimer(
              command.linkLife(),
              TimerOptions.newBuilder().setSummary("The link works until then").build());
      Workflow.await(() -> completed || linkEnds.isCompleted());
    }
    if (!completed) {
      cleaning().expire(command);
    }
    return completedOr(SignupOutcome.EXPIRED);
  }

  /// Asked last: a completion that came while the request was being cleaned away still won in the
  /// rows.
  private SignupOutcome completedOr(SignupOutcome otherwise) {
    return completed ? SignupOutcome.COMPLETED : otherwise;
  }

  private static SignupActivities mailing(Duration linkLife) {
    return MailSteps.within(
        IdentityQueue.NAME,
        linkLife,
        SignupActivities.class,
        "Mails the link, or the news that an account exists");
  }

  private static SignupActivities cleaning() {
    return MailSteps.untilDone(
        IdentityQueue.NAME, SignupActivities.class, "Deletes what was not completed");
  }
}
