package com.klaro.store.telemetry;

import com.uber.m3.tally.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;

/// Keeps the last value, for the registry to ask when it is read.
final class SdkGauge implements Gauge {

  private volatile double value;

  static SdkGauge in(MeterRegistry registry, String name, List<Tag> tags) {
    var gauge = new SdkGauge();
    io.micrometer.core.instrument.Gauge.builder(name, gauge, kept -> kept.value)
        .tags(tags)
        .register(registry);
    return gauge;
  }

  @Override
  public void update(double now) {
    value = now;
  }
}
