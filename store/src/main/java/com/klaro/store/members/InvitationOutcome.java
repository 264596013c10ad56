package com.klaro.store.members;

/// What became of a wish to invite somebody.
public sealed interface InvitationOutcome {

  record Invited(Invitation invitation) implements InvitationOutcome {}

  record AlreadyMember() implements InvitationOutcome {}

  record Forbidden() implements InvitationOutcome {}

  /// Owners are made by who has just proved who they are.
  record NeedsRecentAuthentication() implements InvitationOutcome {}
}
