package com.klaro.store.limits;

import java.time.Duration;

/// So many at once, refilled evenly over the window.
///
/// @param name of what is counted; two limits of one name share their counts
public record Limit(String name, int quota, Duration window) {

  public Limit {
    if (quota < 1 || !window.isPositive()) {
      throw new IllegalArgumentException("a limit has a quota and a window above zero");
    }
  }

  /// @param multiplier `limits.multiplier`
  public Limit scaled(double multiplier) {
    return new Limit(name, (int) Math.max(1, Math.round(quota * multiplier)), window);
  }

  Duration each() {
    return window.dividedBy(quota);
  }

  /// [#each] as Postgres makes intervals of it.
  double seconds() {
    return each().toMillis() / 1000.0;
  }
}
