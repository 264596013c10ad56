package com.klaro.store.members;

/// What became of a wish to invite somebody.
public sealed interface InviteOutcome {

  record Invited(Invitation invitation) implements InviteOutcome {}

  record AlreadyMember() implements InviteOutcome {}

  record Forbidden() implements InviteOutcome {}

  /// Owners are made by who has just proved who they are.
  record NeedsRecentAuthentication() implements InviteOutcome {}
}
