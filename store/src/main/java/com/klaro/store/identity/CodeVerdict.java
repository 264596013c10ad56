package com.klaro.store.identity;

import java.time.Duration;

/// What became of a code for the second factor.
public sealed interface CodeVerdict {

  /// It was used up by this.
  record Right() implements CodeVerdict {}

  /// Or used, or of another time.
  record Wrong() implements CodeVerdict {}

  /// Too many were wrong; this one was not looked at.
  record TooMany(Duration until) implements CodeVerdict {}
}
