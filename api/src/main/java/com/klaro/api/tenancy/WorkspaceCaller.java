package com.klaro.api.tenancy;

import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.Principal;

/// Who calls a route of a workspace, which one they name, and the role that the route declares. Not
/// more than that: whether they are a member is asked of the gate, when they enter.
public record WorkspaceCaller(Actor.Member actor, WorkspaceId workspaceId, Role need)
    implements Principal {

  /// The path parameter of every such route.
  public static final String PARAMETER = "workspaceId";

  @Override
  public String getName() {
    return actor.accountId().toString();
  }
}
