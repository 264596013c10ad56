package com.klaro.api.operations;

import com.klaro.store.Store;
import com.klaro.store.temporal.PayloadDecoder;
import io.dropwizard.core.setup.Environment;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/// Puts what operators need on the admin connector. `/healthcheck` is Dropwizard's own, over the
/// checks named here.
public final class OperationsWiring {

  private OperationsWiring() {}

  public static void install(
      Environment environment,
      OperationsSettings settings,
      Store store,
      OperatorTokens tokens,
      PrometheusMeterRegistry meters) {
    environment.healthChecks().register("postgres", new Dependency(store.database()::answers));
    environment.healthChecks().register("temporal", new Dependency(store.gateway()::silence));
    environment.admin().addServlet("live", new ProbeServlet(() -> true)).addMapping("/live");
    environment
        .admin()
        .addServlet("ready", new ProbeServlet(store.database()::answers))
        .addMapping("/ready");
    environment.admin().addServlet("prometheus", new MetricsServlet(meters)).addMapping("/metrics");
    environment
        .admin()
        .addServlet(
            "decode",
            new DecodeServlet(
                settings, new PayloadDecoder(store.codec()), tokens, store.operatorTrail()))
        .addMapping("/temporal/codec/decode");
  }
}
