package com.klaro.store.identity;

import java.time.Duration;

/// What became of a second factor that somebody signed in showed.
sealed interface FactorVerdict {

  /// It was used up by this.
  record Right() implements FactorVerdict {}

  record Missing() implements FactorVerdict {}

  record Wrong() implements FactorVerdict {}

  /// Too many were wrong; this one was not looked at.
  record TooMany(Duration until) implements FactorVerdict {}
}
