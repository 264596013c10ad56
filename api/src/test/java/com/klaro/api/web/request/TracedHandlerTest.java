package com.klaro.api.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.klaro.api.web.RawHttp;
import com.klaro.api.web.SampleResource;
import com.klaro.api.web.TestApp;
import com.klaro.api.web.limit.RatePolicy;
import com.klaro.api.web.server.KlaroServerFactory;
import com.klaro.store.database.Ids;
import com.klaro.store.telemetry.Collector;
import com.klaro.store.telemetry.Tracing;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TracedHandlerTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String OTHER = "traceparent: 00-" + TRACE + "-00f067aa0ba902b8-01";

  private final Logger logger = (Logger) LoggerFactory.getLogger("com.klaro.api.web");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void aRequestIsASpanUnderItsTemplate() throws Exception {
    try (var collector = new Collector()) {
      UUID id = UUID.randomUUID();
      traced(collector, app -> app.send("DELETE /v1/samples/" + id + " HTTP/1.1", PARENT));
      Collector.Received span = collector.span("DELETE /v1/samples/{id}");
      assertThat(span.trace()).isEqualTo(TRACE);
      assertThat(span.parent()).isEqualTo("00f067aa0ba902b7");
      assertThat(span.failure()).isEmpty();
      assertThat(span.attributes())
          .containsEntry("http.route", "/v1/samples/{id}")
          .containsEntry("http.request.method", "DELETE")
          .containsEntry("http.response.status_code", "204")
          .hasEntrySatisfying("klaro.request.id", own -> assertThat(own).matches("[0-9a-f-]{36}"));
      assertThat(collector.all()).doesNotContain(id.toString());
    }
  }

  @Test
  void whatACallerWroteIsInNoSpan() throws Exception {
    try (var collector = new Collector()) {
      traced(
          collector,
          app -> {
            app.send("GET /v1/canary/kls_canary?canary=canary HTTP/1.1", "X-Request-Id: canary-1");
            app.send("CANARY /v1/samples HTTP/1.1", "User-Agent: canary", "tracestate: a=canary");
            return app.send("GET /v1/samples;canary HTTP/1.1", "baggage: canary=canary");
          });
      assertThat(collector.spans())
          .extracting(Collector.Received::name)
          .containsExactlyInAnyOrder("GET", "NOT-OFFERED", "GET");
      assertThat(collector.all()).doesNotContainIgnoringCase("canary");
    }
  }

  @Test
  void twoParentsAreNone() throws Exception {
    try (var collector = new Collector()) {
      traced(collector, app -> app.send("GET /v1/samples HTTP/1.1", PARENT, OTHER));
      Collector.Received span = collector.span("GET /v1/samples");
      assertThat(span.trace()).isNotEqualTo(TRACE);
      assertThat(span.parent()).isEmpty();
    }
  }

  @Test
  void aFailureIsMarkedAndItsMessageStaysHere() throws Exception {
    try (var collector = new Collector()) {
      traced(collector, app -> app.send("GET /v1/samples/fails HTTP/1.1"));
      assertThat(collector.span("GET /v1/samples/fails").failure()).isEqualTo("500");
      assertThat(collector.all()).doesNotContain("secret detail");
    }
  }

  @Test
  void linesOfARequestCarryItsIds() throws Exception {
    try (var collector = new Collector()) {
      traced(
          collector,
          app ->
              app.send(
                  "POST /v1/samples/workspaces/" + SampleResource.OWN + " HTTP/1.1",
                  "Authorization: Bearer " + app.token(),
                  "Content-Type: application/json",
                  "X-Request-Id: of-a-test",
                  PARENT,
                  "",
                  "{\"name\":\"canary\",\"open\":true}"));
      assertThat(collector.span("POST /v1/samples/workspaces/{workspaceId}").attributes())
          .containsEntry("klaro.workspace.id", SampleResource.OWN.toString());
    }
    assertThat(lines.list)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getFormattedMessage())
              .isEqualTo("POST /v1/samples/workspaces/{workspaceId} answered 200");
          assertThat(line.getMDCPropertyMap())
              .isEqualTo(
                  Map.of(
                      "requestId",
                      "of-a-test",
                      "traceId",
                      TRACE,
                      "workspaceId",
                      SampleResource.OWN.toString(),
                      "accountId",
                      TestApp.ACCOUNT.toString(),
                      "outcome",
                      "success"));
        });
  }

  @Test
  void withoutTracesLinesHaveTheOtherIds() throws Exception {
    try (TestApp app = TestApp.with(new SampleResource())) {
      app.send("GET /v1/samples/fails HTTP/1.1", "X-Request-Id: of-a-test", PARENT);
      app.send("GET /v1/samples HTTP/1.1", "X-Request-Id: leaves-no-line");
    }
    assertThat(lines.list)
        .singleElement()
        .satisfies(line ->
            assertThat(line.getMDCPropertyMap()).isEqualTo(Map.of("requestId", "of-a-test")));
  }

  private interface Talk {
    RawHttp.Answer with(TestApp app) throws Exception;
  }

  private static void traced(Collector collector, Talk talk) throws Exception {
    try (Tracing tracing = Tracing.of(collector.settings(), "api", new byte[32])) {
      var server = new KlaroServerFactory(Ids.timeOrdered());
      server.setTracing(tracing);
      try (TestApp app = TestApp.with(server, RatePolicy.general(), new SampleResource())) {
        RawHttp.Answer _ = talk.with(app);
        for (String path : List.of("/healthcheck", "/metrics")) {
          RawHttp.Answer _ = RawHttp.send(app.adminPort(), "GET " + path + " HTTP/1.1");
        }
      }
    }
  }
}
