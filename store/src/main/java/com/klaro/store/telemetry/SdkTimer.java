package com.klaro.store.telemetry;

import com.uber.m3.tally.Stopwatch;
import com.uber.m3.tally.StopwatchRecorder;
import com.uber.m3.tally.Timer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// Counts durations into buckets: from a call's millisecond over the minute that a poll waits to
/// the days of a workflow.
record SdkTimer(io.micrometer.core.instrument.Timer meter) implements Timer, StopwatchRecorder {

  private static final Duration[] BUCKETS =
      LongStream.of(
              1,
              2,
              5,
              10,
              20,
              50,
              100,
              200,
              500,
              1_000,
              2_000,
              5_000,
              10_000,
              60_000,
              600_000,
              3_600_000,
              86_400_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  static SdkTimer in(MeterRegistry registry, String name, List<Tag> tags) {
    return new SdkTimer(
        io.micrometer.core.instrument.Timer.builder(name)
            .tags(tags)
            .serviceLevelObjectives(BUCKETS)
            .register(registry));
  }

  @Override
  public void record(com.uber.m3.util.Duration taken) {
    meter.record(taken.getNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public Stopwatch start() {
    return new Stopwatch(System.nanoTime(), this);
  }

  @Override
  public void recordStopwatch(long startNanos) {
    meter.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
  }
}
