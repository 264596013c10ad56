package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import com.klaro.store.telemetry.Collector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One request, followed through the whole program by its trace and by its log lines.
class TracesTest {
  private static final String SIGNUP = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String COMPLETION = "4bf92f3577b34da6a3ce929d0e0e4737";
  private static final String READ = "4bf92f3577b34da6a3ce929d0e0e4738";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String ADDRESS = "canary.asha@example.com";
  private static final String NAME = "Canary Walks";
  private static final String PASSWORD = "a canary long walk by the river";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void aSignUpIsOneTraceFromItsRequestToTheRowsOfItsMail() throws IOException {
    KlaroHome home = KlaroHome.inMemory(folder);
    List<String> secrets = new ArrayList<>(List.of(ADDRESS, NAME, PASSWORD, "canary", "kls_"));
    List<Collector.Received> spans;
    try (var collector = new Collector()) {
      KlaroHome traced =
          home.config(
              "limits:\n  multiplier: 100000\ntelemetry:\n  otlpEndpoint: %s\n"
                  .formatted(collector.address()));
      try (RunningKlaro klaro = traced.start()) {
        secrets.addAll(walk(klaro));
        assertThat(klaro.stop()).isZero();
      }
      spans = collector.spans();
      assertThat(secrets)
          .allSatisfy(secret -> assertThat(collector.all()).doesNotContainIgnoringCase(secret));
    }

    assertThat(names(spans, SIGNUP))
        .contains(
            List.of("POST /v1/signups"),
            List.of("POST /v1/signups", "transaction identity"),
            List.of(
                "POST /v1/signups",
                "transaction identity",
                "outbox start",
                "start SignupWorkflow",
                "SignupMail",
                "transaction identity"));
    assertThat(names(spans, COMPLETION))
        .contains(List.of("POST /v1/signups/complete", "transaction identity", "outbox signal"));
    assertThat(names(spans, READ))
        .contains(List.of("GET /v1/workspaces/{workspaceId}", "transaction tenant"));
    assertThat(spans)
        .as("what polls all day belongs to no trace")
        .extracting(Collector.Received::trace)
        .containsOnly(SIGNUP, COMPLETION, READ);
    assertThat(spans).extracting(Collector.Received::service).containsOnly("klaro-dev");

    List<JsonNode> lines = lines(home, SIGNUP);
    assertThat(lines)
        .extracting(line -> line.path("message").asText())
        .containsExactly("POST /v1/signups answered 202");
    assertThat(lines)
        .allSatisfy(line ->
            assertThat(line.path("mdc").path("requestId").asText()).isEqualTo("id-" + SIGNUP));
    String workflow = attribute(spans, "SignupMail", "temporal.workflow.id");
    assertThat(workflow).startsWith("identity/signup/");
    assertThat(lines)
        .as("from a request's id to its workflow's")
        .allSatisfy(
            line -> assertThat(line.path("mdc").path("workflowId").asText()).isEqualTo(workflow));
    String log = Files.readString(home.path().resolve("klaro.log"));
    assertThat(secrets).allSatisfy(secret -> assertThat(log).doesNotContainIgnoringCase(secret));
  }

  @Test
  void offLoadsNothingOfIt() throws IOException {
    Path classes = folder.resolve("classes.txt");
    KlaroHome home =
        KlaroHome.inMemory(folder)
            .with("JAVA_TOOL_OPTIONS", "-Xlog:class+load=info:file=" + classes);
    try (RunningKlaro klaro = home.start()) {
      List<String> _ = walk(klaro);
      assertThat(klaro.stop()).isZero();
    }
    assertThat(Files.readString(classes))
        .contains("com.klaro.store.telemetry.NoTracing")
        .doesNotContain("io.opentelemetry.")
        .doesNotContain("com.klaro.store.telemetry.Otlp");
    assertThat(lines(home, SIGNUP)).isEmpty();
    everyProgramRefuses(
        home.config(
            """
            profile: development
            telemetry: {otlpEndpoint: 'http://collector.example:4318'}
            """));
  }

  /// A program that would send nothing, or in clear, must not start as if all were well.
  private void everyProgramRefuses(KlaroHome home) {
    for (String program : List.of("dev", "api", "worker")) {
      KlaroHome.Ended ended = home.run(program, "--config", folder.resolve("over.yml").toString());
      assertThat(ended.code()).as(program + ": " + ended.err()).isEqualTo(2);
      assertThat(ended.err())
          .as(program)
          .contains("over.yml: telemetry.otlpEndpoint must be an https address");
    }
  }

  /// Signs up, completes and reads.
  ///
  /// @return what the program gave out and must not repeat
  private static List<String> walk(RunningKlaro klaro) {
    caller(klaro, SIGNUP)
        .post("/v1/signups", Map.of("email", ADDRESS, "workspaceName", NAME, "country", "IN"))
        .expect(202);
    String token = new Customer(ADDRESS).token(klaro, Duration.ofSeconds(30));
    Answer session =
        caller(klaro, COMPLETION)
            .post(
                "/v1/signups/complete",
                Map.of("token", token, "fullName", "Canary Rao", "password", PASSWORD))
            .expect(201);
    String workspace = session.body().path("workspaces").path(0).path("id").asText();
    caller(klaro, READ)
        .as(session.text("accessToken"))
        .get("/v1/workspaces/" + workspace)
        .expect(200);
    return List.of(
        token,
        session.text("accessToken"),
        session.text("refreshToken"),
        session.text("deviceToken"));
  }

  private static ApiClient caller(RunningKlaro klaro, String trace) {
    return klaro
        .api()
        .with("traceparent", "00-" + trace + "-" + CALLER + "-01")
        .with("X-Request-Id", "id-" + trace);
  }

  /// Of each span, the names from the one that the caller's is above.
  private static List<List<String>> names(List<Collector.Received> spans, String trace) {
    return spans.stream()
        .filter(span -> span.trace().equals(trace))
        .map(span -> {
          List<String> names = new ArrayList<>();
          for (Optional<Collector.Received> at = Optional.of(span);
              at.isPresent();
              at = parent(spans, at.get())) {
            names.add(at.get().name());
          }
          Collections.reverse(names);
          return names;
        })
        .toList();
  }

  private static Optional<Collector.Received> parent(
      List<Collector.Received> spans, Collector.Received of) {
    if (of.parent().equals(CALLER)) {
      return Optional.empty();
    }
    return Optional.of(
        spans.stream()
            .filter(span -> span.id().equals(of.parent()) && span.trace().equals(of.trace()))
            .findAny()
            .orElseThrow(() -> new AssertionError(of + " has a parent that never came")));
  }

  private static String attribute(List<Collector.Received> spans, String name, String key) {
    return spans.stream()
        .filter(span -> span.name().equals(name))
        .map(span -> span.attributes().getOrDefault(key, ""))
        .findFirst()
        .orElse("");
  }

  private static List<JsonNode> lines(KlaroHome home, String trace) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (String line : Files.readAllLines(home.path().resolve("klaro.log"))) {
      JsonNode parsed = JSON.readTree(line);
      if (parsed.path("mdc").path("traceId").asText().equals(trace)) {
        found.add(parsed);
      }
    }
    return found;
  }
}
