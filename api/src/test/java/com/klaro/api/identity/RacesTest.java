package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.workflows.identity.SignupId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The same thing done at once from many sides happens once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RacesTest {

  private static final String PASSWORD = "a long enough password";

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void oneOfTwentyCompletionsOfALinkWins() {
    String token = api.mailedToken(api.signup("race@example.com"));
    List<Long> before = counts();
    List<Answer> answers = atOnce(20, i -> api.complete(token, "Racer " + i, PASSWORD + " " + i));
    Answer won = only(answers, 201);
    List<Answer> lost = answers.stream().filter(it -> it.status() != 201).toList();
    String used = api.complete(token, "Late", PASSWORD).bytes();
    assertThat(used).startsWith("400").contains("/problems/invalid-token");
    assertThat(lost).hasSize(19).extracting(Answer::bytes).containsOnly(used);
    List<Long> expected = new ArrayList<>(before);
    expected.replaceAll(count -> count + 1);
    assertThat(counts()).isEqualTo(expected);
    String winner = won.json().path("account").path("fullName").asText().replace("Racer ", "");
    for (int i = 0; i < 20; i += 7) {
      assertThat(login("race@example.com", PASSWORD + " " + i).status())
          .isEqualTo(winner.equals("" + i) ? 200 : 401);
    }
    assertThat(login("race@example.com", PASSWORD + " " + winner).status()).isEqualTo(200);
  }

  /// The mail of the newer request went out before that of the older one, so both links live.
  @Test
  void oneOfTwoRequestsForAnAddressWins() {
    SignupId older = api.signup("pair@example.com");
    SignupId newer = api.signup("Pair@example.com");
    List<String> tokens = List.of(api.mailedToken(newer), api.mailedToken(older));
    List<Long> before = counts();
    List<Answer> answers = atOnce(10, i -> api.complete(tokens.get(i % 2), "Pair", PASSWORD));
    Object _ = only(answers, 201);
    assertThat(answers)
        .filteredOn(it -> it.status() != 201)
        .extracting(Answer::problem)
        .containsOnly("invalid-token", "conflict")
        .contains("conflict");
    List<Long> expected = new ArrayList<>(before);
    expected.replaceAll(count -> count + 1);
    assertThat(counts()).isEqualTo(expected);
    for (String token : tokens) {
      assertThat(api.complete(token, "Pair", PASSWORD).problem()).isIn("invalid-token", "conflict");
    }
    assertThat(counts()).isEqualTo(expected);
  }

  /// S3-7; what comes later than that is in `SessionApiTest`.
  @Test
  void usesOfARefreshTokenAtOnceAgreeOnItsSuccessor() {
    String token = api.newcomer("refresh@example.com", PASSWORD).text("refreshToken");
    List<Answer> answers = atOnce(20, _ -> refresh(token));
    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers.stream().map(it -> it.text("refreshToken")).distinct()).hasSize(1);
    assertThat(refresh(answers.getFirst().text("refreshToken")).status()).isEqualTo(200);
  }

  @Test
  void aSessionEndsOnce() {
    Answer session = api.newcomer("end@example.com", PASSWORD);
    List<Answer> answers =
        atOnce(
            10,
            _ ->
                api.call("DELETE", "/v1/sessions/current")
                    .bearer(session.text("accessToken"))
                    .send());
    Object _ = only(answers, 204);
    assertThat(answers).extracting(Answer::status).containsOnly(204, 401);
    try (Handle handle = api.superuser()) {
      assertThat(
              handle
                  .select(
                      "SELECT count(*) FROM platform_audit_events WHERE chain = ? AND action ="
                          + " 'session.ended'",
                      "account/" + session.json().path("account").path("id").asText())
                  .mapTo(Long.class)
                  .one())
          .isEqualTo(1);
    }
  }

  private static Answer only(List<Answer> answers, int status) {
    List<Answer> found = answers.stream().filter(it -> it.status() == status).toList();
    assertThat(found).as(answers.toString()).hasSize(1);
    return found.getFirst();
  }

  private interface Attempt {
    Answer number(int i);
  }

  private static List<Answer> atOnce(int times, Attempt attempt) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> all =
          IntStream.range(0, times)
              .mapToObj(i -> (Callable<Answer>) () -> attempt.number(i))
              .toList();
      return threads.invokeAll(all).stream().map(Future::resultNow).toList();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  /// All that a completion makes one of.
  private List<Long> counts() {
    try (Handle handle = api.superuser()) {
      return List.of(
              "accounts",
              "credentials",
              "sessions",
              "workspaces",
              "memberships",
              "audit_events",
              "platform_audit_events",
              "outbox")
          .stream()
          .map(table -> handle.select("SELECT count(*) FROM " + table).mapTo(Long.class).one())
          .toList();
    }
  }

  private Answer login(String email, String password) {
    return api.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private Answer refresh(String token) {
    return api.post("/v1/sessions/refresh", "{\"refreshToken\":\"%s\"}".formatted(token));
  }
}
