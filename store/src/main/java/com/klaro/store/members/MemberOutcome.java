package com.klaro.store.members;

/// What became of a wish to change or end a membership.
public enum MemberOutcome {
  DONE,
  /// Nobody of this workspace.
  NOT_FOUND,
  /// A member, and not one whom the caller may touch: an admin may.
  NEEDS_ADMIN,
  /// The same of what makes or unmakes an owner: an owner may.
  NEEDS_OWNER,
  /// Owners are made and unmade by who has just proved who they are.
  NEEDS_RECENT_AUTHENTICATION,
  /// It would leave the workspace without an owner.
  LAST_OWNER
}
