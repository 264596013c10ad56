package com.klaro.store.identity;

import java.time.Duration;

/// What became of a wish of somebody signed in to change a second factor of theirs: the app, its
/// codes or a passkey.
///
/// @param <T> what they get
public sealed interface FactorOutcome<T> {

  record Done<T>(T value) implements FactorOutcome<T> {}

  record Refused<T>(Refusal why) implements FactorOutcome<T> {}

  /// Too many codes were wrong; this one was not looked at.
  record TooMany<T>(Duration until) implements FactorOutcome<T> {}

  /// Why nothing was changed.
  enum Refusal {
    SIGNED_OUT,
    NEEDS_RECENT_AUTHENTICATION,
    /// There is nothing to change: no app, no second factor, no such passkey.
    NOT_THERE,
    /// None waits for its first code.
    NOT_BEGUN,
    /// One is in use, and nothing of it was shown.
    FACTOR_MISSING,
    /// Of the one in use: a code, or a passkey that is not theirs.
    WRONG_FACTOR,
    /// Of the one that shall come into use.
    WRONG_FIRST_CODE,
    /// The challenge was answered before.
    USED,
    /// There is such a passkey, of whatever account.
    KNOWN,
    TOO_MANY_PASSKEYS,
    /// The password is one that only an account with a second factor may have, and this is the
    /// last.
    PASSWORD_SHORT
  }
}
