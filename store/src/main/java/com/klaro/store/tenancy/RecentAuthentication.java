package com.klaro.store.tenancy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How old the proof may be of who does what is hard to undo: signing in or reauthenticating (ASVS
/// 7.5.1).
public record RecentAuthentication(Duration within, Clock clock) {

  /// A proof that is not older will do now.
  public Instant since() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).minus(within);
  }
}
