package com.klaro.api;

import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.http.HttpClient;

/// What the next process of an installation is to a running API: the same settings and the same
/// database, and nothing else that both have. Closed before the other, whose database it is.
public final class ApiBeside implements AutoCloseable {

  private final HttpClient client = Call.client();
  private final Store store;
  private final ApiServer server;

  public ApiBeside(RunningApi first) {
    StoreSettings given = first.store().settings();
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    store =
        Store.open(
            new StoreSettings(
                given.program(),
                given.address(),
                given.database(),
                given.temporal(),
                given.master(),
                given.clock(),
                given.ids(),
                given.random(),
                meters,
                given.tracing()));
    server = ApiServer.start(first.settings, first.breached(), store, meters);
  }

  public Call call(String method, String path) {
    return Call.over(client, server.port(), method, path);
  }

  public ApiServer server() {
    return server;
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
    store.close();
  }
}
