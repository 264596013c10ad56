package com.klaro.store.idempotency;

import java.time.Duration;

/// @param lease how long an attempt counts as running; longer than any request may take
/// @param kept how long a key and its answer are remembered
public record IdempotencySettings(Duration lease, Duration kept) {

  public IdempotencySettings {
    if (!lease.isPositive() || kept.compareTo(lease) <= 0) {
      throw new IllegalArgumentException(
          "idempotency: lease must be positive and shorter than kept");
    }
  }

  public static IdempotencySettings defaults() {
    return new IdempotencySettings(Duration.ofSeconds(60), Duration.ofHours(24));
  }
}
