package com.klaro.api.wiring;

import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;

/// What one feature brings to the API.
///
/// @param resources whose routes are served
/// @param mappers answers to failures that this feature alone knows
/// @param takeUpKeys reads again what was rotated or retired, each minute
/// @param end closes what the feature holds, after the last answer
public record FeatureWiring(
    List<Object> resources, List<ExceptionMapper<?>> mappers, Runnable takeUpKeys, Runnable end) {

  public FeatureWiring {
    resources = List.copyOf(resources);
    mappers = List.copyOf(mappers);
  }

  /// Of a feature that holds nothing.
  public static FeatureWiring of(Object... resources) {
    return new FeatureWiring(List.of(resources), List.of(), () -> {}, () -> {});
  }
}
