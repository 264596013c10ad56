package com.klaro.sandbox.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting with an end: servers tell that they are ready, or gone, only when asked again and again.
public final class Patience {
  private static final Duration STEP = Duration.ofMillis(20);

  private Patience() {}

  /// Whether `condition` came true within `limit`.
  public static boolean await(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= end) {
        return false;
      }
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
