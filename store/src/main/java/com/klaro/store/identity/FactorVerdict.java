package com.klaro.store.identity;

import java.time.Duration;

/// What became of a second factor that somebody signed in showed.
sealed interface FactorVerdict {

  /// @param use uses a code up, for whoever makes what it is for; an answer of a passkey was used
  ///   up when it was looked at, for another is a touch away
  record Right(Runnable use) implements FactorVerdict {}

  record Missing() implements FactorVerdict {}

  record Wrong() implements FactorVerdict {}

  /// Too many were wrong; this one was not looked at.
  record TooMany(Duration until) implements FactorVerdict {}
}
