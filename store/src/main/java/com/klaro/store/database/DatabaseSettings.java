package com.klaro.store.database;

import java.time.Duration;

/// Section `database` of the configuration.
///
/// @param poolSize connections per role; small, because a request holds one at a time and only for
///   milliseconds
/// @param borrow how long a request waits for a free connection before the answer is 503
/// @param deadline database time of one request, after which its connection is aborted whatever it
///   waits for
public record DatabaseSettings(int poolSize, Duration borrow, Duration deadline) {

  public DatabaseSettings {
    if (poolSize < 1 || borrow.isNegative() || deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException(
          "database: poolSize, borrow and deadline must be positive");
    }
  }

  public static DatabaseSettings defaults() {
    return new DatabaseSettings(8, Duration.ofSeconds(1), Duration.ofSeconds(2));
  }
}
