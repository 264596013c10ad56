package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.SoftAuthenticator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// S6-4 for codes, with the product's limits: five wrong ones in 15 minutes, whoever types them and
/// from wherever.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorLimitsTest {

  private static final Duration NEXT = Duration.ofMinutes(3);

  private final RunningApi api = RunningApi.limited();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void whoKnowsThePasswordHasFiveGuessesAndIsToldNothing() {
    Enrolled one = Enrolled.of(api, "guessed@example.com");
    String wrong = one.login(one.wrong()).bytes();
    for (int i = 1; i < 5; i++) {
      assertThat(one.login(one.wrong()).bytes()).isEqualTo(wrong);
    }
    String code = one.code();
    assertThat(one.login(code).bytes()).as("the right one").isEqualTo(wrong);
    assertThat(one.login(one.recoveryCodes().getFirst()).bytes()).isEqualTo(wrong);
    assertThat(one.loginWithoutCode(Enrolled.PASSWORD).problem())
        .isEqualTo("second-factor-required");
    assertThat(one.notices()).containsExactly("second-factor-set", "codes-guessed");
    assertThat(one.acts()).containsOnlyOnce("second-factor.codes-guessed");

    String device = one.session().text("deviceToken");
    assertThat(Enrolled.login(api, one.email(), Enrolled.PASSWORD, code, device).status())
        .as("the owner, on a device that is known")
        .isEqualTo(200);
    api.clock().advance(NEXT);
    assertThat(one.login(one.recoveryCodes().getFirst()).status()).isEqualTo(200);
  }

  /// The code of the new one is not counted, that of the one in use is.
  @Test
  void whoReplacesHasFiveGuesses() {
    Enrolled one = Enrolled.of(api, "replaces@example.com");
    var fresh =
        new com.klaro.store.identity.Authenticator(
            Enrolled.begin(api, one.session()).text("secret"));
    for (int i = 0; i < 5; i++) {
      assertThat(one.replace(fresh, one.wrong()).problem()).isEqualTo("invalid-credentials");
    }
    assertThat(one.replace(fresh, one.code()).problem()).isEqualTo("too-many-requests");
    assertThat(one.login(one.code()).status()).as("a sign-in is counted apart").isEqualTo(200);
  }

  @Test
  void whoAddsAPasskeyHasFiveGuesses() {
    Enrolled one = Enrolled.of(api, "adds@example.com");
    String made =
        new SoftAuthenticator()
            .create(PasskeyOwner.options(api, one.session(), "/v1/me/passkeys/options"));
    for (int i = 0; i < 5; i++) {
      assertThat(added(one, made, one.wrong()).problem()).isEqualTo("invalid-credentials");
    }
    Answer told = added(one, made, one.code());
    assertThat(told.problem()).isEqualTo("too-many-requests");
    assertThat(told.header("Retry-After")).isEqualTo("150");
  }

  private Answer added(Enrolled one, String made, String code) {
    return PasskeyOwner.add(api, one.session(), made, "\"currentCode\":\"" + code + "\"");
  }

  /// Whoever signed in often before there was a second factor has no more guesses than one device.
  @Test
  void devicesThatAreKnownShareTheirFive() {
    Answer first = api.newcomer("devices@example.com", Enrolled.PASSWORD);
    Answer second = Enrolled.login(api, "devices@example.com", Enrolled.PASSWORD, "", "");
    var app = new com.klaro.store.identity.Authenticator(Enrolled.begin(api, first).text("secret"));
    assertThat(
            Enrolled.call(
                    api, first, "POST", "/v1/me/totp/confirm", app.code(api.clock().instant()))
                .status())
        .isEqualTo(200);
    String wrong = app.wrong(api.clock().instant());
    for (int i = 0; i < 5; i++) {
      Answer session = i % 2 == 0 ? first : second;
      assertThat(
              Enrolled.login(
                      api,
                      "devices@example.com",
                      Enrolled.PASSWORD,
                      wrong,
                      session.text("deviceToken"))
                  .status())
          .isEqualTo(401);
    }
    api.clock().advance(Duration.ofSeconds(30));
    String code = app.code(api.clock().instant());
    assertThat(
            Enrolled.login(
                    api, "devices@example.com", Enrolled.PASSWORD, code, second.text("deviceToken"))
                .status())
        .isEqualTo(401);
    assertThat(Enrolled.login(api, "devices@example.com", Enrolled.PASSWORD, code, "").status())
        .isEqualTo(200);
  }

  /// They are counted one after the other, however many come at once.
  @Test
  void guessesAtOnceAreNotLetInTogether() throws Exception {
    Enrolled one = Enrolled.of(api, "together@example.com");
    String right = one.code();
    List<Callable<Answer>> guesses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      guesses.add(() -> one.login(one.wrong()));
    }
    try (var callers = Executors.newFixedThreadPool(guesses.size())) {
      for (Future<Answer> guess : callers.invokeAll(guesses)) {
        assertThat(guess.get().status()).isEqualTo(401);
      }
    }
    assertThat(one.login(right).status()).isEqualTo(401);
    api.clock().advance(NEXT);
    assertThat(one.login(one.code()).status()).as("five were counted, and not nine").isEqualTo(200);
  }

  @Test
  void whoIsSignedInIsToldToWait() {
    Enrolled one = Enrolled.of(api, "signed-in@example.com");
    for (int i = 0; i < 5; i++) {
      assertThat(one.reauthenticate(one.wrong()).status()).isEqualTo(401);
    }
    Answer told = one.reauthenticate(one.code());
    assertThat(told.problem()).isEqualTo("too-many-requests");
    assertThat(told.header("Retry-After")).isEqualTo("150");
    assertThat(Enrolled.call(api, one.session(), "DELETE", "/v1/me/totp", one.code()).problem())
        .isEqualTo("too-many-requests");
    assertThat(one.login(one.code()).status()).as("another place").isEqualTo(200);
  }

  /// Else whoever reads the mailbox has five more with each.
  @Test
  void aMailedLinkForANewPasswordGivesNoMoreGuesses() {
    Enrolled one = Enrolled.of(api, "mailbox@example.com");
    guessFive(one, Enrolled.PASSWORD, "");
    for (String fresh : List.of("another long password", "one more long password")) {
      assertThat(redeem(api.resetToken(one.email()), fresh)).isEqualTo(204);
      assertThat(Enrolled.login(api, one.email(), fresh, one.code(), "").problem())
          .isEqualTo("invalid-credentials");
    }
    api.clock().advance(NEXT);
    assertThat(Enrolled.login(api, one.email(), "one more long password", one.code(), "").status())
        .isEqualTo(200);
  }

  /// Else whoever holds a session and the password has five more, as a known device, with each.
  @Test
  void aChangedPasswordGivesNoMoreGuesses() {
    Enrolled one = Enrolled.of(api, "changing@example.com");
    String device = one.session().text("deviceToken");
    guessFive(one, Enrolled.PASSWORD, device);
    assertThat(change(one, Enrolled.PASSWORD, "another long password")).isEqualTo(204);
    String fresh =
        api.post(
                "/v1/sessions/refresh",
                "{\"refreshToken\":\"" + one.session().text("refreshToken") + "\"}")
            .text("deviceToken");
    assertThat(
            Enrolled.login(api, one.email(), "another long password", one.code(), fresh).problem())
        .isEqualTo("invalid-credentials");
    api.clock().advance(NEXT);
    assertThat(
            Enrolled.login(api, one.email(), "another long password", one.code(), fresh).status())
        .isEqualTo(200);
  }

  private void guessFive(Enrolled one, String password, String device) {
    for (int i = 0; i < 5; i++) {
      assertThat(Enrolled.login(api, one.email(), password, one.wrong(), device).problem())
          .isEqualTo("invalid-credentials");
    }
  }

  private int redeem(String token, String password) {
    return api.post(
            "/v1/password-resets/redeem",
            "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, password))
        .status();
  }

  private int change(Enrolled one, String current, String fresh) {
    return api.call("POST", "/v1/me/password")
        .bearer(one.session().text("accessToken"))
        .json("{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, fresh))
        .send()
        .status();
  }
}
