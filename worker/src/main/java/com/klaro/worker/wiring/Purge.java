package com.klaro.worker.wiring;

import java.time.Duration;
import java.util.function.IntSupplier;

/// Rows of one kind that go when their time has come.
///
/// @param rows what they are, for the log
/// @param period between the end of a run and the next one
/// @param forget deletes what is due and says how many; harmless to repeat, in several workers at
///   once too
public record Purge(String rows, Duration period, IntSupplier forget) {

  public Purge {
    if (!period.isPositive()) {
      throw new IllegalArgumentException("the period of a purge must be above zero");
    }
  }

  public static Purge hourly(String rows, IntSupplier forget) {
    return new Purge(rows, Duration.ofHours(1), forget);
  }
}
