package com.klaro.store.identity;

import java.time.Duration;

/// What became of a code for the second factor.
sealed interface CodeVerdict {

  /// Still there: whoever asks makes what it is for, and uses it up in the same transaction, or
  /// leaves it.
  record Right(Runnable use) implements CodeVerdict {}

  /// Or used, or of another time. It was counted.
  record Wrong() implements CodeVerdict {}

  /// Too many were wrong; this one was not looked at.
  record TooMany(Duration until) implements CodeVerdict {}
}
