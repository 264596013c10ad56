package com.klaro.store.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import com.uber.m3.util.ImmutableMap;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SdkMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Scope scope = new SdkMeters(registry);

  @Test
  void theSameTagsAreTheSameScopeWhicheverWayTheyCame() {
    Scope known = scope.tagged(Map.of("queue", "identity"));
    assertThat(scope.tagged(Map.of("queue", "identity"))).isSameAs(known);
    assertThat(scope.tagged(new HashMap<>(Map.of("queue", "identity")))).isSameAs(known);
    assertThat(scope.tagged(sdk("queue", "identity"))).isSameAs(known);
    assertThat(scope.tagged(Map.of("a", "1")).tagged(Map.of("b", "2")))
        .isSameAs(scope.tagged(sdk("b", "2")).tagged(sdk("a", "1")));
    assertThat(scope.tagged(Map.of())).isSameAs(scope);
    assertThat(scope.tagged(Map.of("a", "1")).tagged(Map.of("a", "2")))
        .isSameAs(scope.tagged(Map.of("a", "2")));
  }

  @Test
  void aMapThatIsChangedLaterChangesNothing() {
    Map<String, String> tags = new HashMap<>(Map.of("queue", "identity"));
    Scope known = scope.tagged(tags);
    tags.put("queue", "billing");
    assertThat(scope.tagged(tags)).isNotSameAs(known);
    assertThat(scope.tagged(Map.of("queue", "identity"))).isSameAs(known);
  }

  @Test
  void whatIsMeasuredIsThereAtOnceUnderItsNameAndTags() {
    Scope polls = scope.tagged(sdk("queue", "identity"));
    polls.counter("temporal_polls").inc(2);
    scope.tagged(Map.of("queue", "identity")).counter("temporal_polls").inc(1);
    polls.gauge("temporal_pollers").update(4);
    polls.gauge("temporal_pollers").update(3);
    polls.timer("temporal_latency").record(Duration.ofMillis(20));
    polls.timer("temporal_latency").start().stop();
    scope.subScope("worker").counter("tasks").inc(1);

    assertThat(registry.get("temporal_polls").tag("queue", "identity").counter().count())
        .isEqualTo(3);
    assertThat(registry.get("temporal_pollers").tag("queue", "identity").gauge().value())
        .isEqualTo(3);
    var latency = registry.get("temporal_latency").tag("queue", "identity").timer();
    assertThat(latency.count()).isEqualTo(2);
    assertThat(latency.max(TimeUnit.MILLISECONDS)).isEqualTo(20);
    assertThat(latency.takeSnapshot().histogramCounts())
        .anySatisfy(bucket -> {
          assertThat(bucket.bucket(TimeUnit.MILLISECONDS)).isEqualTo(20);
          assertThat(bucket.count()).isEqualTo(2);
        });
    assertThat(registry.get("worker.tasks").counter().count()).isEqualTo(1);
  }

  /// As the SDK makes them: equal to no map of another class.
  private static Map<String, String> sdk(String key, String value) {
    return new ImmutableMap.Builder<String, String>(1).put(key, value).build();
  }
}
