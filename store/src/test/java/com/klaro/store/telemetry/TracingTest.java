package com.klaro.store.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracingTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final byte[] KEY = new byte[32];

  @Test
  void spansArriveUnderTheCallersTraceAndSayIdsOnly() throws Exception {
    try (var collector = new Collector()) {
      try (Tracing tracing = Tracing.of(collector.settings(), "api", KEY);
          Span request =
              tracing.entered("POST /v1/signups", "00-" + TRACE + "-00f067aa0ba902b7-01")) {
        request
            .put(SpanField.ROUTE, "/v1/signups")
            .put(SpanField.WORKSPACE_ID, "ann.canary@example.com");
        assertThat(request.traceparent()).startsWith("00-" + TRACE);
        try (Span step = tracing.call("transaction identity")) {
          assertThat(step.traceparent())
              .startsWith("00-" + TRACE)
              .isNotEqualTo(request.traceparent());
          step.failed(new IllegalStateException("canary in a message"));
        }
        assertThat(tracing.traceparent()).isEqualTo(request.traceparent());
      }
      assertThat(collector.paths()).isNotEmpty().allMatch("/v1/traces"::equals);
      assertThat(collector.all())
          .contains(
              "klaro-api",
              "transaction identity",
              "IllegalStateException",
              "/v1/signups",
              "[withheld]")
          .doesNotContain("canary");
    }
  }

  @Test
  void aMalformedParentBeginsAnotherTrace() throws Exception {
    try (var collector = new Collector();
        Tracing tracing = Tracing.of(collector.settings(), "api", KEY)) {
      for (String parent :
          new String[] {
            "",
            "x",
            "00-" + TRACE,
            "ff-" + TRACE + "-00f067aa0ba902b7-01",
            "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01"
          }) {
        try (Span span = tracing.entered("GET /v1/me", parent)) {
          assertThat(span.traceparent())
              .hasSize(55)
              .doesNotContain(TRACE)
              .doesNotContain("0".repeat(32));
        }
      }
    }
  }

  @Test
  void aCollectorThatIsAwayCostsNothingButItsSpans() {
    var nobody = new TelemetrySettings(URI.create("http://127.0.0.1:9"), false, null);
    long start = System.nanoTime();
    try (Tracing tracing = Tracing.of(nobody, "api", KEY);
        Span request = tracing.entered("GET /v1/me", null)) {
      assertThat(request.traceId()).hasSize(32);
      for (int i = 0; i < 10_000; i++) {
        tracing.step("s").close();
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aStepOfNoTraceIsNothing() throws Exception {
    try (var collector = new Collector()) {
      try (Tracing tracing = Tracing.of(collector.settings(), "worker", KEY)) {
        for (Span span :
            new Span[] {
              tracing.call("transaction platform"),
              tracing.step("s"),
              tracing.continued("outbox start", null),
              tracing.continued("outbox start", "")
            }) {
          assertThat(span.traceparent()).isEmpty();
          span.close();
        }
      }
      assertThat(collector.spans()).isEmpty();
    }
  }

  @Test
  void workThatWasLeftForLaterGoesOnUnderWhoeverLeftIt() throws Exception {
    try (var collector = new Collector()) {
      try (Tracing tracing = Tracing.of(collector.settings(), "worker", KEY);
          Span outer = tracing.continued("outbox start", "00-" + TRACE + "-00f067aa0ba902b7-01");
          Span inner = tracing.call("start")) {
        assertThat(outer.traceId()).isEqualTo(TRACE);
        inner.named("start SignupWorkflow").failed("unavailable");
      }
      assertThat(collector.span("outbox start").parent()).isEqualTo("00f067aa0ba902b7");
      Collector.Received start = collector.span("start SignupWorkflow");
      assertThat(start.parent()).isEqualTo(collector.span("outbox start").id());
      assertThat(start.failure()).isEqualTo("unavailable");
    }
  }

  @Test
  void offLoadsAndStartsNothing() throws Exception {
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                Untraced.class.getName())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .contains("untraced: 1 thread", "com.klaro.store.telemetry.NoTracing")
        .doesNotContain("io.opentelemetry");
  }

  @Test
  void tracesLeaveThisMachineUnderTls() {
    assertThatThrownBy(
            () -> new TelemetrySettings(URI.create("http://collector.example:4318"), false, null))
        .hasMessageContaining("https");
    assertThat(new TelemetrySettings(URI.create("http://collector:4318"), true, 0.1).sampledShare())
        .isEqualTo(0.1);
    assertThatThrownBy(
            () -> new TelemetrySettings(URI.create("https://me:canary@collector"), false, null))
        .hasMessageContaining("without user")
        .satisfies(failure -> assertThat(failure.toString()).doesNotContain("canary"));
    assertThat(new TelemetrySettings(URI.create(""), false, null))
        .isEqualTo(TelemetrySettings.off());
    assertThatThrownBy(() -> new TelemetrySettings(null, false, 2.0))
        .hasMessageContaining("sampledShare");
  }

  /// A program with tracing off.
  static final class Untraced {

    private Untraced() {}

    public static void main(String[] arguments) {
      try (Tracing tracing = Tracing.of(TelemetrySettings.off(), "api", KEY);
          Span span = tracing.entered("x", null)) {
        span.put(SpanField.ROUTE, "/x");
        long own =
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                    "main"
                        .equals(
                            thread.getThreadGroup() == null
                                ? ""
                                : thread.getThreadGroup().getName()))
                .count();
        System.out.println("untraced: " + own + " thread");
      }
    }
  }
}
