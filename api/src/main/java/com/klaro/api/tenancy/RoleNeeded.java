package com.klaro.api.tenancy;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.tenancy.Role;

/// What a member is told whose role does not do. A stranger is never told: of roles they learn as
/// little as of the workspace.
public final class RoleNeeded {

  private RoleNeeded() {}

  /// @param least that would do
  public static Problem of(Role least) {
    String above = least == Role.OWNER ? "" : " or one above it";
    return Problem.of(ProblemType.FORBIDDEN)
        .withDetail("This needs the role `" + least.word() + "`" + above + ".");
  }
}
