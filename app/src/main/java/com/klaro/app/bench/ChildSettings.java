package com.klaro.app.bench;

import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.identity.password.HashingSettings;
import java.time.Duration;

/// What an [ApiChild] is told over what the product ships: one client asks for everything, so
/// limits per client are out of the way; and it is patient with a busy machine.
record ChildSettings(HashingSettings hashing, int poolSize) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static ChildSettings shipped() {
    return hashing(HashingSettings.defaults());
  }

  static ChildSettings hashing(HashingSettings hashing) {
    return new ChildSettings(hashing, DatabaseSettings.defaults().poolSize());
  }

  /// A file for `--config`.
  String yaml(int port, int adminPort) {
    return """
    profile: development
    http: {port: %d, adminPort: %d}
    database: {poolSize: %d, borrow: %s, deadline: %s}
    limits: {multiplier: 100000}
    identity: {hashing: {memory: %d, iterations: %d, parallelism: %d, threads: %d, queue: %d}}
    """
        .formatted(
            port,
            adminPort,
            poolSize,
            PATIENCE,
            PATIENCE,
            hashing.memory(),
            hashing.iterations(),
            hashing.parallelism(),
            hashing.threads(),
            hashing.queue());
  }
}
