package com.klaro.api.tenancy;

import com.klaro.api.tokens.CallerContext;
import com.klaro.api.tokens.SessionFilter;
import com.klaro.api.web.route.IdParameters;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/// On each route of a workspace: what `@Access` says there, and the path, become the caller.
public final class WorkspaceFilter implements ContainerRequestFilter {

  private final SessionFilter sessions;
  private final Role need;

  public WorkspaceFilter(SessionFilter sessions, Role need) {
    this.sessions = sessions;
    this.need = need;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var session = sessions.caller(request);
    var id =
        new WorkspaceId(
            IdParameters.id(
                request.getUriInfo().getPathParameters().getFirst(WorkspaceCaller.PARAMETER)));
    CallerContext.put(request, new WorkspaceCaller(session.actor(), id, need));
  }
}
