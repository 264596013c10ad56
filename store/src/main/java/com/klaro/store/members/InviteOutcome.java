package com.klaro.store.members;

import com.klaro.store.tenancy.Role;

/// What became of a wish to invite somebody.
public sealed interface InviteOutcome {

  record Invited(Invitation invitation) implements InviteOutcome {}

  record AlreadyMember() implements InviteOutcome {}

  /// @param needed the lowest role that may
  record Forbidden(Role needed) implements InviteOutcome {}

  /// Owners are made by who has just proved who they are.
  record NeedsRecentAuthentication() implements InviteOutcome {}
}
