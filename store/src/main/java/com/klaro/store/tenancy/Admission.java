package com.klaro.store.tenancy;

/// What the gate answers.
public sealed interface Admission {

  /// The scope is the key to every tenant-bound door, until the transaction ends.
  record Admitted(WorkspaceScope scope) implements Admission {}

  record Refused(Refusal why) implements Admission {}

  /// Why not; each has one visible answer, so a stranger learns nothing from the difference.
  enum Refusal {
    /// Signed out, expired, or the account is disabled: 401.
    SESSION_ENDED,
    /// No such workspace, or no membership: the same 404.
    NOT_A_MEMBER,
    /// A member without the second factor that the workspace asks for: 403.
    SECOND_FACTOR_MISSING,
    /// A member without the role: 403.
    ROLE_TOO_LOW,
    /// Who belongs to as many workspaces as one account may already: 409.
    TOO_MANY_WORKSPACES
  }
}
