package com.klaro.api.operations;

import com.codahale.metrics.health.HealthCheck;
import java.util.function.BooleanSupplier;

/// Whether one thing that we need answers now. Named, so that an operator sees which one is away.
final class Dependency extends HealthCheck {

  private final BooleanSupplier answers;

  Dependency(BooleanSupplier answers) {
    this.answers = answers;
  }

  @Override
  protected Result check() {
    return answers.getAsBoolean() ? Result.healthy() : Result.unhealthy("does not answer");
  }
}
