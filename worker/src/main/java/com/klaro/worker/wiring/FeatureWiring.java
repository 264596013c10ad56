package com.klaro.worker.wiring;

import java.util.List;

/// What one feature brings to the worker.
///
/// @param queue named after the feature
/// @param activities implementations, already holding what they need
public record FeatureWiring(String queue, List<Class<?>> workflows, List<Object> activities) {

  public FeatureWiring {
    workflows = List.copyOf(workflows);
    activities = List.copyOf(activities);
  }
}
