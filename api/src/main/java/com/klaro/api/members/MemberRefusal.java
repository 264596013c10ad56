package com.klaro.api.members;

import com.klaro.api.tenancy.RoleNeeded;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.members.MemberOutcome;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.List;

/// What a refused change of who belongs to a workspace is answered.
final class MemberRefusal {

  private MemberRefusal() {}

  /// @param workspaceId of which the caller is a member
  /// @throws Problem unless it was done
  static void pass(MemberOutcome change, WorkspaceId workspaceId) {
    switch (change) {
      case DONE -> {}
      case NOT_FOUND -> throw Problem.of(ProblemType.NOT_FOUND);
      case NEEDS_ADMIN -> throw RoleNeeded.of(Role.ADMIN);
      case NEEDS_OWNER -> throw RoleNeeded.of(Role.OWNER);
      case LAST_OWNER ->
          throw Problem.of(ProblemType.LAST_OWNER)
              .withDetail("Nobody else is an `owner` who can sign in.")
              .withWorkspaces(List.of(workspaceId));
      case NEEDS_RECENT_AUTHENTICATION ->
          throw Problem.of(ProblemType.RECENT_AUTHENTICATION_REQUIRED);
    }
  }
}
