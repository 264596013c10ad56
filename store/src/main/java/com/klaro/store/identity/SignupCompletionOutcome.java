package com.klaro.store.identity;

/// How a completion ended.
public sealed interface SignupCompletionOutcome {

  /// Account, workspace, owner membership, audit and session exist.
  record Completed(IssuedSession session) implements SignupCompletionOutcome {}

  /// Unknown, used, voided or expired; nothing was made.
  record InvalidToken() implements SignupCompletionOutcome {}

  /// The address got an account meanwhile; nothing was made, and the link ended.
  record AddressTaken() implements SignupCompletionOutcome {}
}
