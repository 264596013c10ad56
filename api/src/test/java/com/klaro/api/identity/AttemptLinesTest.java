package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.api.web.request.RequestLog;
import com.klaro.sandbox.process.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/// S2-8 (ASVS 16.3): what a line says of an attempt that went wrong, and that its answer does not.
/// With a fifth of the product's limits.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttemptLinesTest {

  private static final String PASSWORD = "a long enough password";
  private static final String WRONG = "not the password at all";
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(RequestLog.class);

  private final RunningApi api = RunningApi.limitedTo(0.2);
  private final LogLines lines = new LogLines();

  @BeforeEach
  void listen() {
    lines.start();
    LOG.setLevel(Level.INFO);
    LOG.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    LOG.setLevel(null);
    LOG.detachAppender(lines);
  }

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void signingIn() {
    Answer owner = newcomer("owner@example.com");
    String id = account(owner);
    Map<String, String> right = line(() -> login(2, "owner@example.com", PASSWORD));
    assertThat(right).containsEntry("outcome", "success").containsEntry("accountId", id);
    Map<String, String> wrong = line(() -> login(2, "owner@example.com", WRONG));
    assertThat(wrong).containsEntry("outcome", "failure").containsEntry("accountId", id);
    assertThat(wrong.get("client")).matches("[a-p]{12}").isEqualTo(right.get("client"));
    assertThat(line(() -> login(2, "nobody@example.com", WRONG)))
        .containsEntry("outcome", "failure")
        .containsEntry("accountId", "00000000-0000-0000-0000-000000000000");
    Object _ = line(() -> login(2, "owner@example.com", WRONG));
    assertThat(line(() -> login(2, "owner@example.com", WRONG)))
        .containsEntry("outcome", "limited");
    for (int client = 3; client < 7; client++) {
      for (int i = 0; i < 2; i++) {
        Map<String, String> other = line(client, "owner@example.com");
        assertThat(other).containsEntry("outcome", "failure");
        assertThat(other.get("client")).isNotEqualTo(right.get("client"));
      }
    }
    assertThat(line(() -> login(8, "owner@example.com", PASSWORD)))
        .containsEntry("outcome", "locked")
        .containsEntry("accountId", id);
  }

  @Test
  void whereSomebodyMayNotGo() {
    Answer owner = newcomer("inside@example.com");
    Answer other = newcomer("outside@example.com");
    String foreign = other.json().at("/workspaces/0/id").asText();
    assertThat(line(() -> get(owner, "/v1/workspaces/" + foreign)))
        .containsEntry("outcome", "denied")
        .containsEntry("workspaceId", foreign)
        .containsEntry("accountId", account(owner));
    String unknown = UUID.randomUUID().toString();
    assertThat(line(() -> get(owner, "/v1/workspaces/" + unknown)))
        .containsEntry("outcome", "denied")
        .containsEntry("workspaceId", unknown);
    assertThat(line(() -> api.call("GET", "/v1/me").bearer("made.up.token").send()))
        .containsEntry("outcome", "failure")
        .doesNotContainKey("accountId");
  }

  /// So that strangers write no more than the limits let through.
  @Test
  void readsThatAreAnsweredAndPathsThatAreNoneLeaveNothing() {
    Answer owner = newcomer("reader@example.com");
    lines.fields.clear();
    assertThat(get(owner, "/v1/me").status()).isEqualTo(200);
    assertThat(get(owner, "/v1/nothing").status()).isEqualTo(404);
    assertThat(line(() -> login(2, "reader@example.com", PASSWORD)))
        .containsEntry("outcome", "success");
  }

  /// A line is written when its answer is on its way already.
  private Answer newcomer(String email) {
    int before = lines.fields.size();
    Answer session = api.newcomer(email, PASSWORD);
    assertThat(Patience.await(Duration.ofSeconds(10), () -> lines.fields.size() == before + 2))
        .isTrue();
    return session;
  }

  private Map<String, String> line(int client, String email) {
    return line(() -> login(client, email, WRONG));
  }

  private Map<String, String> line(Supplier<Answer> request) {
    int before = lines.fields.size();
    Answer _ = request.get();
    boolean _ = Patience.await(Duration.ofSeconds(10), () -> lines.fields.size() > before);
    assertThat(lines.fields).hasSize(before + 1);
    assertThat(lines.fields.getLast()).containsEntry("requestId", "the-request-of-a-test");
    return lines.fields.getLast();
  }

  /// @param client of a proxy that is trusted
  private Answer login(int client, String email, String password) {
    return api.call("POST", "/v1/sessions")
        .header("X-Forwarded-For", "192.0.2." + client)
        .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
        .send();
  }

  private Answer get(Answer session, String path) {
    Call call = api.call("GET", path).bearer(session.text("accessToken"));
    return call.send();
  }

  private static String account(Answer session) {
    return session.json().at("/account/id").asText();
  }
}
