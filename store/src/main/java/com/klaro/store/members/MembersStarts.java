package com.klaro.store.members;

import com.klaro.store.outbox.OutboxEntry;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.workflows.members.InvitationCommand;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.members.MembersQueue;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Duration;

/// The workflows of this feature, as they are started, the first time and by recovery alike, and
/// told.
public final class MembersStarts {

  private MembersStarts() {}

  /// @param linkLife when started again, the workflow waits that long from then on; the links keep
  ///   the end they were mailed with
  public static WorkflowStart invitation(
      WorkspaceId workspace, InvitationId invitation, Duration linkLife) {
    return WorkflowStart.of(
        MembersQueue.INVITATION,
        MembersQueue.invitationWorkflowId(invitation),
        MembersQueue.NAME,
        new InvitationCommand(workspace, invitation, linkLife));
  }

  static OutboxEntry closed(InvitationId invitation) {
    return new OutboxEntry.Signal(
        MembersQueue.INVITATION,
        MembersQueue.invitationWorkflowId(invitation),
        MembersQueue.NAME,
        MembersQueue.INVITATION_CLOSED,
        null);
  }
}
