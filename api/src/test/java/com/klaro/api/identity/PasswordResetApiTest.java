package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Columns;
import com.klaro.api.RunningApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// S2-4: forgotten passwords.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordResetApiTest {

  private static final String OLD = "a long enough password";
  private static final String NEW = "another long password";

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aLinkSetsThePasswordEndsEverySessionAndSignsNobodyIn() {
    Answer before = api.newcomer("forgot@example.com", OLD);
    Answer beside = login("forgot@example.com", OLD);
    String token = api.resetToken("forgot@example.com");

    Answer redeemed = redeem(token, NEW);
    assertThat(redeemed.status()).isEqualTo(204);
    assertThat(redeemed.body()).isEmpty();
    assertThat(redeemed.header("Set-Cookie")).isEmpty();

    for (Answer session : List.of(before, beside)) {
      assertThat(me(session).status()).isEqualTo(401);
      assertThat(refresh(session).status()).isEqualTo(401);
    }
    assertThat(login("forgot@example.com", OLD).problem()).isEqualTo("invalid-credentials");
    assertThat(login("forgot@example.com", NEW).status()).isEqualTo(200);
    assertThat(acts(before)).contains("password.reset");
    assertThat(notices(before)).containsExactly("password-reset");
  }

  @Test
  void aLinkWorksOnceForTenMinutesAndANewerOneEndsIt() {
    Object _ = api.newcomer("once@example.com", OLD);
    String older = api.resetToken("once@example.com");
    String newer = api.resetToken("once@example.com");
    invalid(redeem(older, NEW));
    assertThat(redeem(newer, NEW).status()).isEqualTo(204);
    invalid(redeem(newer, NEW));

    String late = api.resetToken("once@example.com");
    api.clock().advance(RunningApi.RESET_LIFE);
    invalid(redeem(late, NEW));
    invalid(redeem("kls_" + "A".repeat(43), NEW));
    invalid(redeem("no token", NEW));
  }

  @Test
  void aRefusedPasswordKeepsTheLink() {
    Object _ = api.newcomer("short@example.com", OLD);
    String token = api.resetToken("short@example.com");
    Answer refused = redeem(token, "too short");
    assertThat(refused.problem()).isEqualTo("invalid-request");
    assertThat(refused.json().path("errors").path(0).path("field").asText())
        .isEqualTo("newPassword");
    assertThat(redeem(token, NEW).status()).isEqualTo(204);
  }

  /// It is said to whoever has the link only, costs one hash more, and changes nothing.
  @Test
  void thePasswordThatIsReplacedIsNoNewOne() {
    Answer session = api.newcomer("same@example.com", OLD);
    String token = api.resetToken("same@example.com");
    var hashes = new Hashes(api);

    List<Answer> refused = new ArrayList<>();
    assertThat(hashes.during(() -> refused.add(redeem(token, OLD)))).isOne();

    assertThat(refused.getFirst().problem()).isEqualTo("invalid-request");
    assertThat(refused.getFirst().json().path("errors").path(0))
        .isEqualTo(changed(session, OLD, OLD).json().path("errors").path(0));
    assertThat(me(session).status()).isEqualTo(200);
    assertThat(hashes.during(() -> invalid(redeem("kls_" + "A".repeat(43), OLD)))).isZero();
    assertThat(hashes.during(() -> assertThat(redeem(token, NEW).status()).isEqualTo(204)))
        .isEqualTo(2);
    assertThat(hashes.during(() -> invalid(redeem(token, NEW)))).isZero();
  }

  /// What was compared is what is replaced: another password ends the link.
  @Test
  void aLinkIsNoneOnceThePasswordChangedOtherwise() {
    Answer session = api.newcomer("meanwhile@example.com", OLD);
    String token = api.resetToken("meanwhile@example.com");
    assertThat(changed(session, OLD, NEW).status()).isEqualTo(204);
    invalid(redeem(token, NEW));
  }

  @Test
  void ofFiftyWhoUseOneLinkAtOnceOneSetsThePassword() throws Exception {
    Answer session = api.newcomer("fifty@example.com", OLD);
    String token = api.resetToken("fifty@example.com");
    List<Future<Integer>> answers = new ArrayList<>();
    try (var callers = Executors.newFixedThreadPool(50)) {
      for (int i = 0; i < 50; i++) {
        String password = NEW + " " + i;
        answers.add(callers.submit(() -> redeem(token, password).status()));
      }
    }
    int set = 0;
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isIn(204, 400, 503);
      set += answer.get() == 204 ? 1 : 0;
    }
    assertThat(set).isOne();
    assertThat(notices(session)).hasSize(1);
  }

  /// The answer and its cost say nothing; whether a mail leaves is decided where nobody waits.
  @Test
  void whoAsksLearnsNothing() {
    String disabled = account(api.newcomer("gone@example.com", OLD));
    Object _ = api.newcomer("here@example.com", OLD);
    try (Handle handle = api.superuser()) {
      handle.execute("UPDATE accounts SET disabled_at = now() WHERE id = ?::uuid", disabled);
    }
    String known = ask("here@example.com").bytes();
    assertThat(known).startsWith("202").contains("check-your-email");
    assertThat(ask("gone@example.com").bytes()).isEqualTo(known);
    assertThat(ask("nobody@example.com").bytes()).isEqualTo(known);
    assertThat(api.resetToken("gone@example.com")).isEmpty();
    assertThat(api.resetToken("nobody@example.com")).isEmpty();
    assertThat(ask("no address").problem()).isEqualTo("invalid-request");
  }

  @Test
  void aLinkOfAnAccountThatIsDisabledMeanwhileIsNone() {
    String account = account(api.newcomer("late@example.com", OLD));
    String token = api.resetToken("late@example.com");
    try (Handle handle = api.superuser()) {
      handle.execute("UPDATE accounts SET disabled_at = now() WHERE id = ?::uuid", account);
    }
    invalid(redeem(token, NEW));
  }

  @Test
  void rowsHoldTheHashOfATokenAndNoAddress() {
    Object _ = api.newcomer("rows@example.com", OLD);
    String token = api.resetToken("rows@example.com");
    var columns = new Columns(api);
    columns.holdOnlyTheHashOf(token, "password_reset_tokens.token_hash");
    columns.holdNothingOf("rows@example.com");
    try (Handle handle = api.superuser()) {
      assertThat(
              handle
                  .select("SELECT max(expires_at) FROM password_resets")
                  .mapTo(java.time.Instant.class)
                  .one())
          .isBetween(
              api.clock().instant().plus(Duration.ofMinutes(9)),
              api.clock().instant().plus(Duration.ofMinutes(11)));
    }
  }

  private static void invalid(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-token");
  }

  private Answer ask(String email) {
    return api.post("/v1/password-resets", "{\"email\":\"%s\"}".formatted(email));
  }

  private Answer redeem(String token, String password) {
    return api.post(
        "/v1/password-resets/redeem",
        "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, password));
  }

  private Answer changed(Answer session, String from, String to) {
    return api.call("POST", "/v1/me/password")
        .bearer(session.text("accessToken"))
        .json("{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(from, to))
        .send();
  }

  private Answer login(String email, String password) {
    return api.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private Answer me(Answer session) {
    return api.call("GET", "/v1/me").bearer(session.text("accessToken")).send();
  }

  private Answer refresh(Answer session) {
    return api.post(
        "/v1/sessions/refresh",
        "{\"refreshToken\":\"%s\"}".formatted(session.text("refreshToken")));
  }

  private static String account(Answer session) {
    return session.json().path("account").path("id").asText();
  }

  private List<String> acts(Answer session) {
    try (Handle handle = api.superuser()) {
      return handle
          .select(
              "SELECT action FROM platform_audit_events WHERE chain = ? ORDER BY seq",
              "account/" + account(session))
          .mapTo(String.class)
          .list();
    }
  }

  private List<String> notices(Answer session) {
    try (Handle handle = api.superuser()) {
      return handle
          .select("SELECT kind FROM notices WHERE account_id = ?::uuid", account(session))
          .mapTo(String.class)
          .list();
    }
  }
}
