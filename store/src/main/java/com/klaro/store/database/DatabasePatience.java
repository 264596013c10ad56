package com.klaro.store.database;

import java.time.Duration;
import java.util.function.Supplier;

/// Waits for a Postgres that is late. For a program that starts: a machine that starts everything
/// at once makes the first connections slower than a request would wait for them. [SteadySource]
/// waits below the pools, for as long as the program lives, where nobody asks twice.
///
/// @param limit after which the last answer stands
public record DatabasePatience(Duration limit) {

  private static final Duration PAUSE = Duration.ofMillis(100);

  /// @param question asked again when Postgres was away, so it must be harmless to repeat
  /// @throws DatabaseUnavailable when it is later than that, or says that waiting does not help
  public <T> T await(Supplier<T> question) {
    long begun = System.nanoTime();
    while (true) {
      try {
        return question.get();
      } catch (DatabaseUnavailable late) {
        if (late instanceof DatabaseUnavailable.LoginRefused
            || System.nanoTime() - begun > limit.toNanos()
            || !rested()) {
          throw late;
        }
      }
    }
  }

  private static boolean rested() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
