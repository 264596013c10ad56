package com.klaro.workflows.members;

import com.klaro.workflows.mail.MailSteps;
import com.klaro.workflows.tenancy.TenancyFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;

/// Mails, waits, and leaves nothing behind when nobody comes. May be started again for a row that
/// is still there: what was mailed is a column, so the second run only waits.
public final class InvitationWorkflowImpl implements InvitationWorkflow {

  private boolean closed;

  @Override
  public InvitationOutcome run(InvitationCommand command) {
    if (isMailed(command)) {
      awaitEnd(command);
    }
    // Whoever closed it took the row away.
    if (!closed) {
      forget(command);
    }
    return closed ? InvitationOutcome.CLOSED : InvitationOutcome.EXPIRED;
  }

  @Override
  public void closed() {
    closed = true;
  }

  /// A mail that cannot be delivered within the link's life counts as a link that was never used;
  /// so does one of a workspace that was closed meanwhile.
  private static boolean isMailed(InvitationCommand command) {
    try {
      return switch (mailing(command).mail(command.call())) {
        case LINK_SENT -> true;
        case NOT_NEEDED -> false;
      };
    } catch (ActivityFailure undelivered) {
      return false;
    }
  }

  private void awaitEnd(InvitationCommand command) {
    if (!closed) {
      Promise<Void> linkEnds =
          Workflow.newTimer(
              command.linkLife(),
              TimerOptions.newBuilder().setSummary("The link works until then").build());
      Workflow.await(() -> closed || linkEnds.isCompleted());
    }
  }

  /// Of a workspace that is closed there is nothing left to forget, and the gate says so.
  private static void forget(InvitationCommand command) {
    try {
      MailSteps.untilDone(MembersQueue.NAME, InvitationActivities.class, "Deletes the invitation")
          .forget(command.call());
    } catch (ActivityFailure refused) {
      if (!isTheGates(refused)) {
        throw refused;
      }
    }
  }

  private static boolean isTheGates(ActivityFailure refused) {
    return refused.getCause() instanceof ApplicationFailure failure
        && TenancyFailure.TENANCY_REFUSED.name().equals(failure.getType());
  }

  private static InvitationActivities mailing(InvitationCommand command) {
    return MailSteps.within(
        MembersQueue.NAME, command.linkLife(), InvitationActivities.class, "Mails the link");
  }
}
