package com.klaro.store.members;

/// What became of a wish to invite somebody.
public sealed interface Inviting {

  record Invited(Invitation invitation) implements Inviting {}

  record AlreadyMember() implements Inviting {}

  record Forbidden() implements Inviting {}

  /// Owners are made by who has just proved who they are.
  record NeedsRecentAuthentication() implements Inviting {}
}
