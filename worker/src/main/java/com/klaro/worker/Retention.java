package com.klaro.worker;

import com.klaro.store.upkeep.Upkeep;
import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Purge;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes what nobody needs any more, now and then, in every worker: what one has deleted the
/// other does not find.
public final class Retention implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  static final Duration FIRST = Duration.ofMinutes(1);

  private final Upkeep upkeep = new Upkeep("retention");

  private Retention() {}

  /// @param first until the first run
  /// @param own of no feature
  static Retention start(Duration first, List<FeatureWiring> features, Purge... own) {
    var retention = new Retention();
    // Each by itself, so that one that fails holds up no other.
    Stream.concat(features.stream().flatMap(feature -> feature.purges().stream()), Stream.of(own))
        .forEach(purge -> retention.upkeep.every(first, purge.period(), () -> run(purge)));
    return retention;
  }

  private static void run(Purge purge) {
    LOG.info("Retention: {} {} deleted", purge.forget().getAsInt(), purge.rows());
  }

  @Override
  public void close() {
    upkeep.close();
  }
}
