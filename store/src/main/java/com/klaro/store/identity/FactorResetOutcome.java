package com.klaro.store.identity;

/// What became of an operator's wish to take the second factors off an account.
public enum FactorResetOutcome {
  DONE,
  /// There is none, so nothing was changed: not its password either.
  NONE,
  /// Nobody may choose a new password for it, so nothing was changed.
  DISABLED,
  NO_ACCOUNT
}
