package com.klaro.workflows.identity;

/// How a signup ended.
public enum SignupOutcome {
  /// The link was used: account and workspace exist.
  COMPLETED,
  /// The link was not used in time, or the request was over before any mail was needed; it and its
  /// personal data are gone.
  EXPIRED,
  /// The address had an account; its owner was told by mail, nobody else was.
  ALREADY_REGISTERED,
  /// No mail could be delivered while its link would have worked; the request and its personal data
  /// are gone.
  UNDELIVERED
}
