package com.klaro.workflows.identity;

/// How a request to reset a password ended. Whether the link was used is told by the account's
/// trail, not here.
public enum PasswordResetOutcome {
  /// A link was mailed, and its time is over.
  LINK_ENDED,
  /// Nobody was mailed.
  NOTHING_SENT
}
