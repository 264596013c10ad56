package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A refused password leaves the link good, so how often one is judged has an end of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewPasswordLimitsTest {

  private static final String GOOD = "a long enough password";
  private static final String OTHER = "correct horse battery staple";
  private static final String STOLEN = "five stolen purple donkeys";
  private static final String UNKNOWN = "kls_" + "A".repeat(43);
  private static final int OF_A_LINK = 10;
  private static final int OF_AN_ACCOUNT = 20;

  private final RunningApi api = RunningApi.limited();

  @BeforeAll
  void somebodyTells() {
    api.breached().publish(STOLEN);
  }

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aSignUpLinkHasTenPasswordsJudgedAndThenWaits() {
    String token = api.mailedToken(api.signup("asha@example.com"));
    String another = api.mailedToken(api.signup("ravi@example.com"));
    for (int i = 0; i < OF_A_LINK; i++) {
      assertThat(api.complete(token, "Asha", "too short").status()).isEqualTo(400);
      assertThat(api.complete(token, "Asha", STOLEN).problem()).isEqualTo("invalid-request");
    }
    int judged = api.breached().asked();
    tooMany(api.complete(token, "Asha", GOOD), "90");
    assertThat(api.breached().asked()).as("nothing was judged").isEqualTo(judged);
    assertThat(api.complete(another, "Ravi", GOOD).status()).isEqualTo(201);
    api.clock().advance(Duration.ofSeconds(90));
    assertThat(api.complete(token, "Asha", GOOD).status()).isEqualTo(201);
    assertThat(api.complete(token, "Asha", GOOD).problem())
        .as("a used one is answered like any, also beyond its limit")
        .isEqualTo("invalid-token");
  }

  @Test
  void aLinkForANewPasswordHasTenToo() {
    Object _ = api.newcomer("mina@example.com", GOOD);
    String token = api.resetToken("mina@example.com");
    for (int i = 0; i < OF_A_LINK; i++) {
      assertThat(redeem(token, "too short").status()).isEqualTo(400);
      assertThat(redeem(token, STOLEN).problem()).isEqualTo("invalid-request");
    }
    int judged = api.breached().asked();
    tooMany(redeem(token, OTHER), "90");
    assertThat(api.breached().asked()).as("nothing was judged").isEqualTo(judged);
    api.clock().advance(Duration.ofSeconds(90));
    assertThat(redeem(token, OTHER).status()).isEqualTo(204);
  }

  /// Nothing is counted for it, or who asks often enough would learn which links there are.
  @Test
  void aLinkThatThereIsNotIsAnsweredAlikeForEver() {
    for (int i = 0; i < OF_A_LINK + 2; i++) {
      assertThat(api.complete(UNKNOWN, "Asha", GOOD).problem()).isEqualTo("invalid-token");
      assertThat(redeem(UNKNOWN, GOOD).problem()).isEqualTo("invalid-token");
    }
  }

  @Test
  void anAccountHasTwentyPasswordsJudged() {
    Answer session = api.newcomer("lila@example.com", GOOD);
    Answer another = api.newcomer("omar@example.com", GOOD);
    for (int i = 0; i < OF_AN_ACCOUNT; i++) {
      assertThat(change(session, STOLEN).problem()).isEqualTo("invalid-request");
    }
    int judged = api.breached().asked();
    tooMany(change(session, OTHER), "45");
    assertThat(api.breached().asked()).as("nothing was judged").isEqualTo(judged);
    assertThat(change(another, OTHER).status()).isEqualTo(204);
  }

  private static void tooMany(Answer answer, String seconds) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.problem()).isEqualTo("too-many-requests");
    assertThat(answer.header("Retry-After")).isEqualTo(seconds);
  }

  /// From elsewhere: one client has a hundred requests at once, of whatever kind.
  private Answer redeem(String token, String password) {
    return api.call("POST", "/v1/password-resets/redeem")
        .header("X-Forwarded-For", "192.0.2.1")
        .json("{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, password))
        .send();
  }

  private Answer change(Answer session, String chosen) {
    return api.call("POST", "/v1/me/password")
        .bearer(session.text("accessToken"))
        .json("{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(GOOD, chosen))
        .send();
  }
}
