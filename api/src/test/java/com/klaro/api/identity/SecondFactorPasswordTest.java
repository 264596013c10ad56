package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A second factor and the password beside it (ASVS 6.4.3; the 15 and 8 characters of NIST
/// 800-63B-4).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorPasswordTest {

  private static final String SHORT = "eightlet";
  private static final String LONG = "another long password";

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aResetNeverDropsTheSecondFactor() {
    Enrolled one = Enrolled.of(api, "reset@example.com");
    try (Handle handle = api.superuser()) {
      // As a process sets it whose clock is ahead of the one that resets.
      handle.execute(
          "UPDATE accounts SET second_factor_since = second_factor_since + '1 s'::interval");
    }
    assertThat(redeem(api.resetToken(one.email()), LONG).status()).isEqualTo(204);
    assertThat(one.loginWithoutCode(LONG).problem()).isEqualTo("second-factor-required");
    assertThat(Enrolled.login(api, one.email(), LONG, one.code(), "").status()).isEqualTo(200);
    assertThat(Enrolled.login(api, one.email(), LONG, one.recoveryCodes().getFirst(), "").status())
        .isEqualTo(200);
  }

  @Test
  void eightCharactersDoWithASecondFactorAndNotWithout() {
    Answer session = api.newcomer("short@example.com", Enrolled.PASSWORD);
    Answer refused = change(session, Enrolled.PASSWORD, SHORT);
    assertThat(refused.field()).isEqualTo("newPassword");
    assertThat(refused.body()).contains("at least 15 characters");
    String token = api.resetToken("short@example.com");
    assertThat(redeem(token, SHORT).body()).contains("at least 15 characters");
    assertThat(redeem(token, LONG).status()).isEqualTo(204);

    Enrolled one = Enrolled.of(api, "octave@example.com");
    assertThat(change(one.session(), Enrolled.PASSWORD, "seven77").body())
        .contains("at least 8 characters");
    assertThat(change(one.session(), Enrolled.PASSWORD, SHORT).status()).isEqualTo(204);
    assertThat(Enrolled.login(api, one.email(), SHORT, one.code(), "").status()).isEqualTo(200);
    String link = api.resetToken(one.email());
    assertThat(redeem(link, "seven77").field()).isEqualTo("newPassword");
    assertThat(redeem(link, "eightles").status()).isEqualTo(204);
  }

  @Test
  void aShortPasswordKeepsTheSecondFactor() {
    Enrolled one = Enrolled.of(api, "keeps@example.com");
    assertThat(change(one.session(), Enrolled.PASSWORD, SHORT).status()).isEqualTo(204);
    Answer kept = remove(one);
    assertThat(kept.problem()).isEqualTo("conflict");
    assertThat(kept.text("detail")).contains("15 characters");
    assertThat(change(one.session(), SHORT, LONG).status()).isEqualTo(204);
    assertThat(remove(one).status()).isEqualTo(204);
  }

  /// Each was decided while the other was under way.
  @Test
  void noShortPasswordIsLeftWithoutASecondFactor() throws Exception {
    for (int round = 0; round < 8; round++) {
      Enrolled one = Enrolled.of(api, "crossing" + round + "@example.com");
      String token = api.resetToken(one.email());
      String code = one.code();
      boolean byReset = round % 2 == 0;
      Callable<Answer> shorten =
          () -> byReset ? redeem(token, SHORT) : change(one.session(), Enrolled.PASSWORD, SHORT);
      List<Answer> answers = new ArrayList<>();
      try (var callers = Executors.newFixedThreadPool(2)) {
        for (Future<Answer> answer :
            callers.invokeAll(
                List.of(
                    shorten,
                    () -> Enrolled.call(api, one.session(), "DELETE", "/v1/me/totp", code)))) {
          answers.add(answer.get());
        }
      }
      assertThat(answers).as("round " + round).extracting(Answer::status).contains(204);
      assertThat(answers.stream().filter(it -> it.status() == 204)).hasSize(1);
    }
  }

  private Answer remove(Enrolled one) {
    return Enrolled.call(api, one.session(), "DELETE", "/v1/me/totp", one.code());
  }

  private Answer change(Answer session, String current, String fresh) {
    return api.call("POST", "/v1/me/password")
        .bearer(session.text("accessToken"))
        .json("{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, fresh))
        .send();
  }

  private Answer redeem(String token, String password) {
    return api.post(
        "/v1/password-resets/redeem",
        "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, password));
  }
}
