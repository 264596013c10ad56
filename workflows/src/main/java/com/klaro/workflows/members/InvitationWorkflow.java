package com.klaro.workflows.members;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// From an invitation to a member, or to nothing: mails once, then waits until it is closed or
/// over.
@WorkflowInterface
public interface InvitationWorkflow {

  @WorkflowMethod(name = MembersQueue.INVITATION)
  InvitationOutcome run(InvitationCommand command);

  /// Sent by the transaction that took the row away, through the outbox.
  @SignalMethod(name = MembersQueue.INVITATION_CLOSED)
  void closed();
}
