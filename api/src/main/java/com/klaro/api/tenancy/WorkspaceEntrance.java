package com.klaro.api.tenancy;

import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.request.RequestOutcome;
import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.function.Function;

/// Asks the gate, and turns its refusals into answers. Every route of a workspace enters here.
public final class WorkspaceEntrance {

  private final TenancyGate gate;
  private final int most;

  /// @param most workspaces of one account
  public WorkspaceEntrance(TenancyGate gate, int most) {
    this.gate = gate;
    this.most = most;
  }

  /// Runs `work` in the gate's transaction, with the role that the route declares.
  ///
  /// @throws Problem `unauthenticated`, `not-found` (foreign and unknown alike),
  ///   `second-factor-enrolment-required` or `forbidden`
  public <T> T enter(WorkspaceCaller caller, Function<WorkspaceScope, T> work) {
    return gate.admit(
        caller.actor(),
        caller.workspaceId(),
        caller.need(),
        admission -> admitted(admission, caller.need(), work));
  }

  /// The same in turn with whoever else changes the workspace: the role is the one that they left.
  ///
  /// @throws Problem as `enter`
  public <T> T enterInTurn(WorkspaceCaller caller, Function<WorkspaceScope, T> work) {
    return gate.admitInTurn(
        caller.actor(),
        caller.workspaceId(),
        caller.need(),
        admission -> admitted(admission, caller.need(), work));
  }

  /// Whether the caller would get in, for what is decided before the work.
  ///
  /// @throws Problem as `enter`
  public void ask(WorkspaceCaller caller) {
    WorkspaceId _ = enter(caller, WorkspaceScope::workspaceId);
  }

  /// The same for a route that names no workspace and concerns one all the same.
  public void ask(SessionPrincipal principal, WorkspaceId workspaceId) {
    ask(new WorkspaceCaller(principal.actor(), workspaceId, Role.VIEWER));
  }

  /// Runs `work` in the gate's transaction, for a workspace that it makes.
  ///
  /// @throws Problem `unauthenticated` or `too-many-workspaces`
  public <T> T found(
      SessionPrincipal principal, WorkspaceId workspaceId, Function<WorkspaceScope, T> work) {
    return gate.found(
        principal.actor(), workspaceId, most, admission -> admitted(admission, Role.OWNER, work));
  }

  /// Runs `work` in the gate's transaction, for a workspace that the caller is invited to.
  ///
  /// @throws Problem `unauthenticated`, `too-many-workspaces`, or `invalid-token` whatever is wrong
  ///   with it
  public <T> T invited(
      SessionPrincipal principal,
      WorkspaceId workspaceId,
      byte[] tokenHash,
      Function<WorkspaceScope, T> work) {
    return gate.invited(
        principal.actor(),
        workspaceId,
        tokenHash,
        most,
        admission -> {
          if (admission instanceof Admission.Refused(Admission.Refusal why)
              && why == Admission.Refusal.NOT_A_MEMBER) {
            throw Problem.of(ProblemType.INVALID_TOKEN);
          }
          return admitted(admission, Role.VIEWER, work);
        });
  }

  /// Runs `work` for whoever is signed in, in a transaction outside of every workspace.
  ///
  /// @throws Problem `unauthenticated`
  public <T> T signedIn(SessionPrincipal principal, Function<Transaction, T> work) {
    return gate.signedIn(principal.actor(), work)
        .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
  }

  /// @throws Problem `unauthenticated`
  public void requireSignedIn(SessionPrincipal principal) {
    boolean _ = signedIn(principal, _ -> true);
  }

  private static <T> T admitted(Admission admission, Role need, Function<WorkspaceScope, T> work) {
    return switch (admission) {
      case Admission.Admitted(WorkspaceScope scope) -> work.apply(scope);
      case Admission.Refused(Admission.Refusal why) -> throw refused(why, need);
    };
  }

  private static Problem refused(Admission.Refusal why, Role need) {
    return switch (why) {
      case SESSION_ENDED -> Problem.of(ProblemType.UNAUTHENTICATED);
      case NOT_A_MEMBER -> {
        // The answer says that there is nothing; the log says that somebody may not see it.
        RequestOutcome.DENIED.note();
        yield Problem.of(ProblemType.NOT_FOUND);
      }
      case SECOND_FACTOR_MISSING -> Problem.of(ProblemType.SECOND_FACTOR_ENROLMENT_REQUIRED);
      case ROLE_TOO_LOW -> RoleNeeded.of(need);
      case TOO_MANY_WORKSPACES -> Problem.of(ProblemType.TOO_MANY_WORKSPACES);
    };
  }
}
