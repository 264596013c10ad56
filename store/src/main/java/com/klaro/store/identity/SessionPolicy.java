package com.klaro.store.identity;

import java.time.Duration;

/// Section `identity.sessions`: how long a session lives unused, and at most.
public record SessionPolicy(Duration idle, Duration absolute, Duration refreshGrace) {

  public static SessionPolicy defaults() {
    return new SessionPolicy(Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofSeconds(10));
  }
}
