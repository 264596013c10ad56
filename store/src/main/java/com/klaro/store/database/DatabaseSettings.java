package com.klaro.store.database;

import java.time.Duration;

/// Section `database` of the configuration.
///
/// @param poolSize connections per role; small, because a request holds one at a time and only for
///   milliseconds
/// @param borrow how long a request waits for a free connection before the answer is 503
/// @param deadline database time of one request, waiting included and over all of its transactions,
///   after which its connection is aborted whatever it waits for
public record DatabaseSettings(int poolSize, Duration borrow, Duration deadline) {

  public DatabaseSettings {
    if (poolSize < 1 || borrow.isNegative() || deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException(
          "database: poolSize, borrow and deadline must be positive");
    }
  }

  /// A transaction that would begin with less than this left of its request's time is refused: it
  /// could wait for a connection beyond the deadline.
  Duration least() {
    Duration half = deadline.dividedBy(2);
    return borrow.compareTo(half) < 0 ? borrow : half;
  }

  /// With the half second that a request may wait for a place (`overload.patience`) the answer
  /// comes well within 2.5 s.
  public static DatabaseSettings defaults() {
    return new DatabaseSettings(8, Duration.ofSeconds(1), Duration.ofMillis(1_750));
  }
}
