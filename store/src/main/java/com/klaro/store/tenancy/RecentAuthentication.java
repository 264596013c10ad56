package com.klaro.store.tenancy;

import com.klaro.store.database.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How old the proof may be of who does what is hard to undo: signing in or reauthenticating (ASVS
/// 7.5.1).
public record RecentAuthentication(Duration within, Clock clock) {

  /// A proof that is not older will do now.
  public Instant since() {
    return Timestamps.now(clock).minus(within);
  }
}
