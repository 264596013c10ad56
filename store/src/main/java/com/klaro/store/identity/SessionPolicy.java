package com.klaro.store.identity;

import java.time.Duration;

/// Section `identity.sessions`: how long a session lives unused, and at most.
///
/// @param recentAuthentication how old the proof may be that a sensitive act asks for
public record SessionPolicy(
    Duration idle, Duration absolute, Duration refreshGrace, Duration recentAuthentication) {

  public SessionPolicy {
    if (idle == null || absolute == null || !idle.isPositive() || absolute.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "identity.sessions: idle must be above zero, and absolute not below it");
    }
    if (refreshGrace == null || refreshGrace.isNegative()) {
      throw new IllegalArgumentException("identity.sessions.refreshGrace must not be negative");
    }
    if (recentAuthentication == null || !recentAuthentication.isPositive()) {
      throw new IllegalArgumentException(
          "identity.sessions.recentAuthentication must be above zero");
    }
  }

  /// How long a token works unused in a session that has so much left.
  Duration usable(Duration left) {
    return idle.compareTo(left) < 0 ? idle : left;
  }

  public static SessionPolicy defaults() {
    return new SessionPolicy(
        Duration.ofMinutes(30),
        Duration.ofHours(12),
        Duration.ofSeconds(10),
        Duration.ofMinutes(10));
  }
}
