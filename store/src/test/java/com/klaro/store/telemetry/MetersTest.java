package com.klaro.store.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MetersTest {

  @Test
  void everyMeterSaysWhichProgramItIsFrom() {
    var registry = new SimpleMeterRegistry();
    Meters.start(registry, "api");
    registry.counter("klaro.test").increment();
    assertThat(registry.getMeters())
        .allMatch(meter -> "api".equals(meter.getId().getTag("program")));
    assertThat(registry.get("jvm.memory.used").gauges()).isNotEmpty();
    assertThat(
            registry.get("process.uptime").timeGauge().value(java.util.concurrent.TimeUnit.SECONDS))
        .isPositive();
  }
}
