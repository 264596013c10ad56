package com.klaro.api.wiring;

import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one feature brings to the API.
///
/// @param resources whose routes are served
/// @param mappers answers to failures that this feature alone knows
/// @param prepare begins what would keep the first caller waiting, once callers are answered, for
///   all of the machine is needed until then; returns at once
/// @param takeUpKeys reads again what was rotated or retired, each minute
/// @param end closes what the feature holds, after the last answer
public record FeatureWiring(
    List<Object> resources,
    List<ExceptionMapper<?>> mappers,
    Runnable prepare,
    Runnable takeUpKeys,
    Runnable end) {

  private static final Logger LOG = LoggerFactory.getLogger(FeatureWiring.class);

  public FeatureWiring {
    resources = List.copyOf(resources);
    mappers = List.copyOf(mappers);
  }

  /// Ends each, also when one of them cannot.
  public static void end(List<FeatureWiring> features) {
    for (FeatureWiring feature : features) {
      try {
        feature.end.run();
      } catch (RuntimeException defect) {
        LOG.error("A feature did not end", defect);
      }
    }
  }

  /// Of a feature that holds nothing.
  public static FeatureWiring of(Object... resources) {
    return new FeatureWiring(List.of(resources), List.of(), () -> {}, () -> {}, () -> {});
  }
}
