package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Right passwords are counted too, here with a tenth of the product's limits: twenty for an
/// account, each time from another client.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightPasswordLimitsTest {

  private static final int ALL = 20;

  private final RunningApi api = RunningApi.limitedTo(0.1);
  private int client;

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void whoSignsInAgainAndAgainIsToldToWaitAndAStrangerLearnsNothingOfIt() {
    String device = api.newcomer("known@example.com", Enrolled.PASSWORD).text("deviceToken");
    for (int i = 0; i < ALL; i++) {
      assertThat(login("known@example.com", Enrolled.PASSWORD, "").status()).isEqualTo(200);
    }
    tooMany(login("known@example.com", Enrolled.PASSWORD, ""));
    Answer wrong = login("known@example.com", "not the password", "");
    Answer nobody = login("nobody@example.com", "not the password", "");
    assertThat(wrong.status()).isEqualTo(401).isEqualTo(nobody.status());
    assertThat(wrong.bytes()).isEqualTo(nobody.bytes());
    assertThat(login("known@example.com", Enrolled.PASSWORD, device).status())
        .as("a lane of its own")
        .isEqualTo(200);
  }

  /// Whoever has the password and no code costs a hash as well.
  @Test
  void thePasswordCountsWhereACodeIsMissing() {
    String device = Enrolled.of(api, "coded@example.com").session().text("deviceToken");
    for (int i = 0; i < ALL; i++) {
      assertThat(login("coded@example.com", Enrolled.PASSWORD, "").problem())
          .isEqualTo("second-factor-required");
    }
    tooMany(login("coded@example.com", Enrolled.PASSWORD, ""));
    assertThat(login("coded@example.com", Enrolled.PASSWORD, device).problem())
        .isEqualTo("second-factor-required");
  }

  @Test
  void theyCountForWhoeverIsSignedIn() {
    Answer session = api.newcomer("signed-in@example.com", Enrolled.PASSWORD);
    for (int i = 0; i < ALL; i++) {
      session = reauthenticate(session);
      assertThat(session.status()).isEqualTo(200);
    }
    tooMany(reauthenticate(session));
    assertThat(login("signed-in@example.com", Enrolled.PASSWORD, "").status()).isEqualTo(200);
  }

  private static void tooMany(Answer answer) {
    assertThat(answer.problem()).isEqualTo("too-many-requests");
    assertThat(answer.header("Retry-After")).isEqualTo("45");
  }

  private Answer reauthenticate(Answer session) {
    return api.call("POST", "/v1/sessions/reauthenticate")
        .header("X-Forwarded-For", elsewhere())
        .bearer(session.text("accessToken"))
        .json("{\"password\":\"%s\"}".formatted(Enrolled.PASSWORD))
        .send();
  }

  private Answer login(String email, String password, String device) {
    return api.call("POST", "/v1/sessions")
        .header("X-Forwarded-For", elsewhere())
        .json(
            "{\"email\":\"%s\",\"password\":\"%s\",\"deviceToken\":\"%s\"}"
                .formatted(email, password, device))
        .send();
  }

  private String elsewhere() {
    client++;
    return "203.0.113." + client;
  }
}
