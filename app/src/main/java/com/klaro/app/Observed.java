package com.klaro.app;

import com.klaro.app.config.ConfigFile;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.telemetry.Meters;
import com.klaro.store.telemetry.TelemetrySettings;
import com.klaro.store.telemetry.Tracing;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/// What a program lets others see of it while it runs.
public final class Observed {

  private Observed() {}

  /// As section `telemetry` says; off when it names no collector.
  public static Tracing tracing(ConfigFile config, String program, MasterKey master) {
    return Tracing.of(
        config.section("telemetry", TelemetrySettings.class),
        program,
        master.derive("trace-sampling"));
  }

  public static PrometheusMeterRegistry meters(String program) {
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Meters.start(meters, program);
    return meters;
  }
}
