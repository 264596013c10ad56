package com.klaro.store.database;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Moments as a `timestamptz` keeps them, in microseconds: what is written equals what is read
/// back.
public final class Timestamps {

  private Timestamps() {}

  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
