package com.klaro.store.identity;

import java.time.Duration;

/// Section `identity.sessions`: how long a session lives unused, and at most.
public record SessionPolicy(Duration idle, Duration absolute, Duration refreshGrace) {

  public SessionPolicy {
    if (idle == null || absolute == null || !idle.isPositive() || absolute.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "identity.sessions: idle must be above zero, and absolute not below it");
    }
    if (refreshGrace == null || refreshGrace.isNegative()) {
      throw new IllegalArgumentException("identity.sessions.refreshGrace must not be negative");
    }
  }

  public static SessionPolicy defaults() {
    return new SessionPolicy(Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofSeconds(10));
  }
}
