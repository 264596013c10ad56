package com.klaro.workflows.identity;

/// How a request to reset a password ended. Whether the link was used is told by the account's
/// trail, not here.
public enum PasswordResetOutcome {
  /// A link was mailed, and its time is over.
  LINK_ENDED,
  /// No account that could be reset has the address, or the request was over: nobody was mailed.
  NOTHING_SENT,
  /// The mail could not be delivered while its link would have worked.
  UNDELIVERED
}
