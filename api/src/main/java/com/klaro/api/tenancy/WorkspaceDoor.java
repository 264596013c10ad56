package com.klaro.api.tenancy;

import com.klaro.api.sessions.SessionPrincipal;
import com.klaro.api.web.Problem;
import com.klaro.api.web.ProblemType;
import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Asks the gate, and turns its refusals into answers. Every route of a workspace enters here.
public final class WorkspaceDoor {

  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final TenancyGate gate;

  public WorkspaceDoor(TenancyGate gate) {
    this.gate = gate;
  }

  /// Runs `work` in the gate's transaction.
  ///
  /// @param workspaceId from the path; text that is no id is as unknown as an id that is not there
  /// @throws Problem `unauthenticated`, `not-found` (foreign and unknown alike) or `forbidden`
  public <T> T enter(SessionPrincipal principal, String workspaceId, Role need, Function<WorkspaceScope, T> work) {
    return gate.admit(principal.actor(), new WorkspaceId(id(workspaceId)), need, admission -> switch (admission) {
      case Admission.Admitted(WorkspaceScope scope) -> work.apply(scope);
      case Admission.Refused(Admission.Refusal why) -> throw Problem.of(answer(why));
    });
  }

  /// @throws Problem `not-found` when the text is no id
  public static UUID id(String text) {
    if (!ID.matcher(text).matches()) {
      throw Problem.of(ProblemType.NOT_FOUND);
    }
    return UUID.fromString(text);
  }

  private static ProblemType answer(Admission.Refusal why) {
    return switch (why) {
      case SESSION_ENDED -> ProblemType.UNAUTHENTICATED;
      case NOT_A_MEMBER -> ProblemType.NOT_FOUND;
      case ROLE_TOO_LOW -> ProblemType.FORBIDDEN;
    };
  }
}
