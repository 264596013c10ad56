package com.klaro.workflows.members;

import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.OfWorkspace;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Duration;

/// @param linkLife how long the mailed link works; waits are data, so tests run the same code with
///   a short one
public record InvitationCommand(
    WorkspaceId workspaceId, InvitationId invitationId, Duration linkLife) implements OfWorkspace {

  private static final Actor ITSELF = new Actor.Automation("members");

  /// The promise was given when the invitation was made, and the row goes with the rights of
  /// whoever made it: so it is kept by the feature itself (decision 0013).
  InvitationCall call() {
    return new InvitationCall(workspaceId, ITSELF, invitationId);
  }
}
