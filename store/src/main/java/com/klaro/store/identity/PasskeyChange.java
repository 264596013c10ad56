package com.klaro.store.identity;

import java.time.Duration;

/// What became of a wish of somebody signed in to change their passkeys.
///
/// @param <T> what they get
public sealed interface PasskeyChange<T> {

  record Done<T>(T value) implements PasskeyChange<T> {}

  record Refused<T>(Refusal why) implements PasskeyChange<T> {}

  /// Too many codes were wrong; this one was not looked at.
  record TooMany<T>(Duration until) implements PasskeyChange<T> {}

  /// Why nothing was changed.
  enum Refusal {
    SIGNED_OUT,
    NEEDS_RECENT_AUTHENTICATION,
    NOT_FOUND,
    /// One is in use, and nothing of it was shown.
    FACTOR_MISSING,
    WRONG_FACTOR,
    /// The challenge was answered before.
    USED,
    /// There is such a passkey, of whatever account.
    KNOWN,
    TOO_MANY,
    /// The password is one that only an account with a second factor may have, and this is the
    /// last.
    PASSWORD_SHORT
  }
}
