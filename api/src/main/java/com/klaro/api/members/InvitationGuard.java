package com.klaro.api.members;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.members.InvitationLimits;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;

/// Keeps invitations from becoming a way to mail anybody's words to anybody.
final class InvitationGuard {

  private final InvitationLimits limits;

  InvitationGuard(InvitationLimits limits) {
    this.limits = limits;
  }

  /// One more of this workspace, by this person, to this address.
  ///
  /// @throws Problem `too-many-requests`
  void take(WorkspaceId workspaceId, AccountId invitedBy, EmailAddress email) {
    limits
        .take(workspaceId, invitedBy, email)
        .ifPresent(wait -> {
          throw Problem.of(ProblemType.TOO_MANY_REQUESTS).withRetryAfter(wait);
        });
  }
}
