package com.klaro.store.database;

import com.klaro.sandbox.process.Patience;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/// Whoever waits for what somebody else has locked, for tests in which one comes before the other.
public final class LockQueue {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private LockQueue() {}

  /// Returns once somebody waits.
  ///
  /// @param watch of a superuser, on the database in question
  public static void await(Handle watch) {
    if (!Patience.await(LONGEST, () -> length(watch) > 0)) {
      throw new AssertionError("Nobody waits for a lock");
    }
  }

  public static int length(Handle watch) {
    return watch
        .select(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
                + " wait_event_type = 'Lock'")
        .mapTo(Integer.class)
        .one();
  }
}
