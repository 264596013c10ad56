package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.network.Fault;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.temporal.InMemoryServer;
import com.klaro.store.database.Ids;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerAdminTest {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void itTellsHowTheWorkerIsAndNothingElse() throws IOException {
    meters.counter("klaro.test").increment();
    try (InMemoryServer temporal = InMemoryServer.start(0, "klaro", Map.of());
        FaultProxy wire = FaultProxy.to(Integer.parseInt(temporal.address().split(":")[1]));
        var shift = new OnShift(wire);
        WorkerAdmin admin =
            WorkerAdmin.start("127.0.0.1", 0, shift.health, meters, Ids.timeOrdered())) {
      assertThat(
              Patience.await(LONGEST, () -> ask(admin, "GET", "/healthcheck").statusCode() == 200))
          .isTrue();
      assertThat(ask(admin, "GET", "/healthcheck").body())
          .contains("\"outbox\":{\"healthy\":true,\"depth\":0}");
      assertThat(ask(admin, "GET", "/metrics").body()).contains("klaro_test_total 1.0");
      assertThat(ask(admin, "GET", "/ready").statusCode()).isEqualTo(200);
      assertThat(ask(admin, "POST", "/metrics").statusCode()).isEqualTo(405);
      assertThat(ask(admin, "GET", "/metrics/more").statusCode()).isEqualTo(404);
      assertThat(ask(admin, "GET", "/").statusCode()).isEqualTo(404);
      assertThat(ask(admin, "GET", "/metricsmore").statusCode()).isEqualTo(404);
      assertThat(metricsOf(admin, "localhost:8082")).startsWith("HTTP/1.1 200");
      assertThat(metricsOf(admin, "[::1]:8082")).startsWith("HTTP/1.1 200");
      assertThat(metricsOf(admin, "evil.example:8082"))
          .startsWith("HTTP/1.1 403")
          .doesNotContain("klaro_test_total");
      assertThat(metricsOf(admin, "localhost:8082\r\nOrigin: http://localhost:8082"))
          .startsWith("HTTP/1.1 403");

      wire.set(new Fault.Refuse());
      HttpResponse<String> away = ask(admin, "GET", "/healthcheck");
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(ask(admin, "GET", "/ready").statusCode()).isEqualTo(503);
      assertThat(ask(admin, "GET", "/live").statusCode()).isEqualTo(200);
      assertThat(away.body()).contains("\"temporal\":{\"healthy\":false}");
    }
  }

  /// As on the API's admin port, whatever the answer is.
  @Test
  void everyAnswerCarriesWhatKeepsBrowsersAndCachesFromHarm() throws IOException {
    try (InMemoryServer temporal = InMemoryServer.start(0, "klaro", Map.of());
        FaultProxy wire = FaultProxy.to(Integer.parseInt(temporal.address().split(":")[1]));
        var shift = new OnShift(wire);
        WorkerAdmin admin =
            WorkerAdmin.start("127.0.0.1", 0, shift.health, meters, Ids.timeOrdered())) {
      dressed(200, ask(admin, "GET", "/live"));
      dressed(405, ask(admin, "POST", "/metrics"));
      dressed(404, ask(admin, "GET", "/metrics/more"));
      dressed(404, ask(admin, "GET", "/"));
      wire.set(new Fault.Refuse());
      dressed(503, ask(admin, "GET", "/ready"));
      String foreign = metricsOf(admin, "evil.example:8082");
      assertThat(foreign).startsWith("HTTP/1.1 403");
      HEADERS.forEach((name, value) ->
          assertThat(foreign).containsIgnoringCase("\r\n" + name + ": " + value + "\r\n"));
      assertThat(foreign).containsPattern("(?i)\r\nX-Request-Id: [a-z0-9-]{36}\r\n");
    }
  }

  private static final Map<String, String> HEADERS =
      Map.of(
          "Strict-Transport-Security", "max-age=63072000; includeSubDomains",
          "X-Content-Type-Options", "nosniff",
          "Cache-Control", "no-store",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "X-Frame-Options", "DENY",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

  private static void dressed(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(status);
    HEADERS.forEach((name, value) ->
        assertThat(answer.headers().allValues(name))
            .as("%s %s", status, name)
            .containsExactly(value));
    assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[a-z0-9-]{36}");
    assertThat(answer.headers().map()).doesNotContainKeys("Server", "X-Powered-By");
  }

  /// A client library would not say another name than it connects to.
  private static String metricsOf(WorkerAdmin admin, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), admin.port())) {
      socket.setSoTimeout((int) LONGEST.toMillis());
      String asked = "GET /metrics HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n";
      socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static HttpResponse<String> ask(WorkerAdmin admin, String method, String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(LONGEST)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
