package com.klaro.api.operations;

import com.codahale.metrics.health.HealthCheck;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Whether one thing that we need answers now. Named, so that an operator sees which one is away.
final class Dependency extends HealthCheck {

  private final Supplier<Optional<String>> silence;

  Dependency(BooleanSupplier answers) {
    this(() -> answers.getAsBoolean() ? Optional.empty() : Optional.of("does not answer"));
  }

  /// @param silence why it does not answer; empty when it does
  Dependency(Supplier<Optional<String>> silence) {
    this.silence = silence;
  }

  @Override
  protected Result check() {
    return silence.get().map(Result::unhealthy).orElseGet(Result::healthy);
  }
}
