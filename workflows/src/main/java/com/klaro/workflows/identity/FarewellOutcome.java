package com.klaro.workflows.identity;

/// How the last mail to a deleted account ended. The address is gone in any case.
public enum FarewellOutcome {
  /// The mail server has the farewell.
  SENT,
  /// It refused the farewell, or could not be had while there was time.
  UNDELIVERED,
  /// There was no address to write to.
  NOTHING_DUE
}
