package com.klaro.store.identity;

/// What became of a used link.
public enum EmailConfirmationOutcome {
  /// The address is confirmed; when it was the second one, the change is made.
  CONFIRMED,
  /// Unknown, used, voided or expired; nothing was done.
  INVALID_TOKEN,
  /// The new address got an account meanwhile; nothing was changed, and nothing will be.
  ADDRESS_TAKEN
}
