package com.klaro.workflows.members;

import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceCall;
import com.klaro.workflows.tenancy.WorkspaceId;

/// A step about one invitation.
public record InvitationCall(WorkspaceId workspaceId, Actor actor, InvitationId invitationId)
    implements WorkspaceCall {}
