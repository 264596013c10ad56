package com.klaro.worker;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.klaro.store.database.Ids;
import com.klaro.store.network.AnswerHeaders;
import com.klaro.store.network.ThisMachine;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What operators ask a worker that runs by itself: `GET /healthcheck`, 200 or 503 with what is not
/// well, `GET /ready`, the same without words, `GET /live`, 200 for as long as it answers, and `GET
/// /metrics` in Prometheus' text format. Never public: it asks nobody who they are.
public final class WorkerAdmin implements AutoCloseable {

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final Map<String, Pages> pages;
  private final Ids ids;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private record Page(int status, String type, String body) {}

  private interface Pages {
    Page page();
  }

  private WorkerAdmin(HttpServer server, Map<String, Pages> pages, Ids ids) {
    this.server = server;
    this.pages = pages;
    this.ids = ids;
    server.setExecutor(threads);
    // One for all: a path without a context would be answered by the JDK, without our headers.
    server.createContext("/", this::answer);
  }

  /// @param bind address to listen on
  /// @param port 0 for any free one
  /// @throws IOException when the port is taken
  public static WorkerAdmin start(
      String bind, int port, WorkerHealth health, PrometheusMeterRegistry meters, Ids ids)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getByName(bind), port);
    Map<String, Pages> pages =
        Map.of(
            "/healthcheck", () -> health(health.look()),
            "/live", () -> new Page(200, TEXT, ""),
            "/ready", () -> new Page(health.look().healthy() ? 200 : 503, TEXT, ""),
            "/metrics", () -> new Page(200, PROMETHEUS, meters.scrape()));
    var admin = new WorkerAdmin(HttpServer.create(address, 0), pages, ids);
    admin.server.start();
    return admin;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static Page health(WorkerHealth.Report report) {
    String body =
        """
        {"worker":{"healthy":%b,"message":"%s"},"temporal":{"healthy":%b},"outbox":{"healthy":%b,"depth":%d}}
        """
            .formatted(
                report.shift() == Shift.ON,
                new String(JsonStringEncoder.getInstance().quoteAsString(report.words())),
                report.temporalReachable(),
                report.outboxRuns(),
                report.outboxDepth());
    return new Page(report.healthy() ? 200 : 503, JSON, body);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      dress(exchange);
      Pages asked = pages.get(exchange.getRequestURI().getPath());
      if (asked == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      if (isOfAPage(exchange)) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      Page page = asked.page();
      byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", page.type());
      // Zero would say that a body of unknown length follows.
      exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void dress(HttpExchange exchange) {
    for (AnswerHeaders.Header header : AnswerHeaders.DEFAULTS) {
      exchange.getResponseHeaders().set(header.name(), header.value());
    }
    String sent = exchange.getRequestHeaders().getFirst(AnswerHeaders.REQUEST_ID);
    exchange
        .getResponseHeaders()
        .set(AnswerHeaders.REQUEST_ID, AnswerHeaders.requestId(sent, ids::next));
  }

  /// Pages have nothing to say here, as at the API's admin port.
  private static boolean isOfAPage(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return exchange.getRequestHeaders().containsKey("Origin")
        || (host != null
            && ThisMachine.isUnderAForeignName(
                exchange.getLocalAddress().getAddress(), host.replaceFirst(":[0-9]*$", "")));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
