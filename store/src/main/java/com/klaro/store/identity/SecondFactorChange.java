package com.klaro.store.identity;

import java.time.Duration;

/// What became of a wish of somebody signed in to change their second factor.
///
/// @param <T> what they get
public sealed interface SecondFactorChange<T> {

  record Done<T>(T value) implements SecondFactorChange<T> {}

  record Refused<T>(Refusal why) implements SecondFactorChange<T> {}

  /// Too many codes were wrong; this one was not looked at.
  record TooMany<T>(Duration until) implements SecondFactorChange<T> {}

  /// Why nothing was changed.
  enum Refusal {
    SIGNED_OUT,
    NEEDS_RECENT_AUTHENTICATION,
    /// None is there: none is set, or none waits for its first code.
    NONE,
    /// Or a passkey that is not theirs.
    WRONG_CODE,
    /// One is in use, and nothing of it was shown.
    FACTOR_MISSING,
    /// The password is one that only an account with a second factor may have.
    PASSWORD_SHORT
  }
}
