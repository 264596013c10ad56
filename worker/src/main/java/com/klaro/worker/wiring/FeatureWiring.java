package com.klaro.worker.wiring;

import java.util.List;
import java.util.function.Supplier;

/// What one feature brings to the worker.
///
/// @param queue named after the feature
/// @param activities implementations, already holding what they need; made for a worker only, so
///   that nothing else needs what they do
/// @param unfinished rows whose workflows must exist
/// @param purges rows that go when their time has come
public record FeatureWiring(
    String queue,
    List<Class<?>> workflows,
    Supplier<List<Object>> activities,
    List<Unfinished> unfinished,
    List<Purge> purges) {

  public FeatureWiring {
    workflows = List.copyOf(workflows);
    unfinished = List.copyOf(unfinished);
    purges = List.copyOf(purges);
  }
}
