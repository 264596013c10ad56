package com.klaro.workflows.members;

/// The queue, the workflow types, signals and ids of this feature, so none is spelled twice.
public final class MembersQueue {

  public static final String NAME = "members";
  public static final String INVITATION = "InvitationWorkflow";
  public static final String INVITATION_CLOSED = "closed";

  private MembersQueue() {}

  public static String invitationWorkflowId(InvitationId invitationId) {
    return "members/invitation/" + invitationId;
  }
}
