package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.Authenticator;
import com.klaro.store.identity.SessionPolicy;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// ASVS 6.3.3, 6.5.1 and 6.5.2: a second factor, set up, used, replaced and removed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorApiTest {

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aSecondFactorIsNoneBeforeItsFirstCode() {
    Answer session = api.newcomer("pending@example.com", Enrolled.PASSWORD);
    assertThat(Enrolled.call(api, session, "POST", "/v1/me/totp/confirm", "123456").problem())
        .isEqualTo("conflict");
    Answer first = Enrolled.begin(api, session);
    Answer begun = Enrolled.begin(api, session);
    assertThat(begun.text("otpauthUri"))
        .startsWith("otpauth://totp/Klaro:pending%40example.com?secret=" + begun.text("secret"));
    assertThat(login("pending@example.com", "").status()).isEqualTo(200);

    Answer replaced = confirm(session, first.text("secret"));
    assertThat(replaced.problem()).isEqualTo("invalid-credentials");
    assertThat(confirm(session, begun.text("secret")).status()).isEqualTo(200);
    assertThat(login("pending@example.com", "").problem()).isEqualTo("second-factor-required");
    assertThat(confirm(session, begun.text("secret")).problem()).isEqualTo("conflict");
  }

  @Test
  void aSignInNeedsACodeThatWasNotUsed() {
    Enrolled asha = Enrolled.of(api, "asha@example.com");
    String first = asha.app().code(api.clock().instant());
    assertThat(asha.login(first).problem()).as("used to confirm").isEqualTo("invalid-credentials");
    String code = asha.code();
    assertThat(asha.login(code.substring(0, 3) + " " + code.substring(3)).status()).isEqualTo(200);
    Answer again = asha.login(code);
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.bytes()).isEqualTo(asha.login(asha.wrong()).bytes());
    assertThat(again.bytes()).isEqualTo(login("nobody@example.com", code).bytes());
    assertThat(Enrolled.login(api, asha.email(), "not the password", asha.code(), "").bytes())
        .isEqualTo(again.bytes());
  }

  /// Before the password is right, nothing tells whether there is one.
  @Test
  void aWrongPasswordTellsNothingOfACode() {
    Enrolled one = Enrolled.of(api, "tells@example.com");
    assertThat(one.loginWithoutCode("not the password").bytes())
        .isEqualTo(login("nobody@example.com", "").bytes());
    assertThat(one.loginWithoutCode(Enrolled.PASSWORD).problem())
        .isEqualTo("second-factor-required");
  }

  @Test
  void aRecoveryCodeWorksOnceAndItsOwnerIsTold() {
    Enrolled lost = Enrolled.of(api, "lost@example.com");
    assertThat(lost.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
    String code = lost.recoveryCodes().getFirst();
    assertThat(lost.login(code.toLowerCase(Locale.ROOT).replace('-', ' ')).status()).isEqualTo(200);
    assertThat(lost.login(code).problem()).isEqualTo("invalid-credentials");
    assertThat(factor(lost.me())).isEqualTo("true 9");
    assertThat(lost.notices()).containsExactly("second-factor-set", "recovery-code-used");
    assertThat(lost.acts()).contains("second-factor.recovery-code-used");
  }

  @Test
  void newRecoveryCodesEndTheOldOnes() {
    Enrolled one = Enrolled.of(api, "renewed@example.com");
    assertThat(codes(one, one.wrong()).problem()).isEqualTo("invalid-credentials");
    List<String> fresh = Enrolled.codes(codes(one, one.recoveryCodes().getFirst()));
    assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(one.recoveryCodes());
    assertThat(one.login(one.recoveryCodes().get(1)).status()).isEqualTo(401);
    assertThat(one.login(fresh.getFirst()).status()).isEqualTo(200);
    assertThat(one.notices()).contains("recovery-codes-replaced");
    assertThat(one.acts()).contains("second-factor.recovery-codes-replaced");
  }

  @Test
  void confirmingEndsEveryOtherSession() {
    Answer session = api.newcomer("others@example.com", Enrolled.PASSWORD);
    Answer other = login("others@example.com", "");
    assertThat(confirm(session, Enrolled.begin(api, session).text("secret")).status())
        .isEqualTo(200);
    assertThat(me(other).status()).isEqualTo(401);
    assertThat(factor(me(session))).isEqualTo("true 10");
  }

  /// Whoever shows the picture again begins nothing new, and the older one opens nothing.
  @Test
  void whatIsBegunAgainIsWrittenDownOnce() {
    Answer session = api.newcomer("again@example.com", Enrolled.PASSWORD);
    String first = Enrolled.begin(api, session).text("secret");
    String second = Enrolled.begin(api, session).text("secret");
    assertThat(second).isNotEmpty().isNotEqualTo(first);
    assertThat(confirm(session, first).problem()).isEqualTo("invalid-credentials");
    var app = new Authenticator(second);
    var one = new Enrolled(api, "again@example.com", session, app, List.of());
    assertThat(one.acts()).containsOnlyOnce("second-factor.begun");
    assertThat(confirm(session, second).status()).isEqualTo(200);
    assertThat(Enrolled.begin(api, session).status()).isEqualTo(200);
    assertThat(one.acts())
        .as("once one is in use, another one is begun")
        .containsSubsequence("second-factor.begun", "second-factor.set", "second-factor.begun");
  }

  /// Nobody is without while they change phones.
  @Test
  void aConfirmedOneIsReplacedByAConfirmedOneOnly() {
    Enrolled old = Enrolled.of(api, "phones@example.com");
    var fresh = new Authenticator(Enrolled.begin(api, old.session()).text("secret"));
    assertThat(old.login(fresh.code(api.clock().instant())).status()).isEqualTo(401);
    assertThat(old.login(old.code()).status()).isEqualTo(200);
    assertThat(old.replace(fresh, old.code()).status()).isEqualTo(200);
    assertThat(old.login(old.code()).status()).isEqualTo(401);
    assertThat(old.login(old.recoveryCodes().getFirst()).status()).isEqualTo(401);
    assertThat(old.login(fresh.code(api.clock().instant())).status()).isEqualTo(200);
  }

  /// Whoever holds a fresh session and nothing else does not take the account over with it.
  @Test
  void replacingNeedsACodeOfTheOneInUse() {
    Enrolled old = Enrolled.of(api, "stolen@example.com");
    var fresh = new Authenticator(Enrolled.begin(api, old.session()).text("secret"));
    assertThat(confirm(old.session(), fresh.secret()).problem())
        .isEqualTo("second-factor-required");
    assertThat(old.replace(fresh, "").problem()).isEqualTo("second-factor-required");
    assertThat(old.replace(fresh, fresh.code(api.clock().instant())).problem())
        .as("what the thief has")
        .isEqualTo("invalid-credentials");
    assertThat(old.login(old.code()).status()).as("in use still").isEqualTo(200);
    assertThat(old.replace(fresh, old.recoveryCodes().getFirst()).status()).isEqualTo(200);
    assertThat(old.notices()).containsSequence("recovery-code-used", "second-factor-set");
  }

  @Test
  void removingNeedsACodeAndItsOwnerIsTold() {
    Enrolled one = Enrolled.of(api, "removed@example.com");
    assertThat(remove(one, one.wrong()).problem()).isEqualTo("invalid-credentials");
    assertThat(one.loginWithoutCode(Enrolled.PASSWORD).status()).isEqualTo(401);
    assertThat(remove(one, one.code()).status()).isEqualTo(204);
    assertThat(remove(one, one.code()).problem()).isEqualTo("not-found");
    assertThat(codes(one, one.code()).problem()).isEqualTo("not-found");
    assertThat(one.loginWithoutCode(Enrolled.PASSWORD).status()).isEqualTo(200);
    assertThat(factor(one.me())).isEqualTo("false 0");
    assertThat(one.notices()).containsExactly("second-factor-set", "second-factor-removed");
    assertThat(one.acts())
        .containsSubsequence("second-factor.begun", "second-factor.set", "second-factor.removed");
  }

  @Test
  void eachChangeNeedsARecentProofWhichTakesACode() {
    Enrolled then = Enrolled.of(api, "recent@example.com");
    api.clock().advance(SessionPolicy.defaults().recentAuthentication());
    Enrolled one = then.refreshed();
    Answer refused = Enrolled.begin(api, one.session());
    assertThat(refused.problem()).isEqualTo("recent-authentication-required");
    assertThat(refused.text("detail")).contains("POST /v1/sessions/reauthenticate");
    for (String body : List.of(one.code(), "\"")) {
      for (String path : List.of("/v1/me/totp/confirm", "/v1/me/totp/recovery-codes")) {
        assertThat(Enrolled.call(api, one.session(), "POST", path, body).problem())
            .isEqualTo("recent-authentication-required");
      }
      assertThat(remove(one, body).problem()).isEqualTo("recent-authentication-required");
    }
    assertThat(one.reauthenticate("").problem()).isEqualTo("second-factor-required");
    assertThat(one.reauthenticate(one.wrong()).problem()).isEqualTo("invalid-credentials");
    assertThat(one.me().status()).isEqualTo(200);
    Answer fresh = one.reauthenticate(one.code());
    assertThat(fresh.status()).isEqualTo(200);
    assertThat(one.me().status()).isEqualTo(401);
    assertThat(Enrolled.begin(api, fresh).status()).isEqualTo(200);
  }

  @Test
  void whatIsStoredOpensNothing() {
    Enrolled one = Enrolled.of(api, "stored@example.com");
    try (Handle handle = api.superuser()) {
      String rows =
          handle
              .select(
                  "SELECT string_agg(f::text, ' ') || ' ' || (SELECT string_agg(r::text, ' ') FROM"
                      + " recovery_codes r) FROM second_factors f")
              .mapTo(String.class)
              .one();
      assertThat(rows)
          .doesNotContain(one.app().secret())
          .doesNotContain(hex(one.app().secret()))
          .doesNotContain(hex(one.recoveryCodes().getFirst().replace("-", "")));
    }
  }

  private static String hex(String text) {
    return java.util.HexFormat.of()
        .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private Answer confirm(Answer session, String secret) {
    String code = new Authenticator(secret).code(api.clock().instant());
    return Enrolled.call(api, session, "POST", "/v1/me/totp/confirm", code);
  }

  private Answer codes(Enrolled one, String code) {
    return Enrolled.call(api, one.session(), "POST", "/v1/me/totp/recovery-codes", code);
  }

  private Answer remove(Enrolled one, String code) {
    return Enrolled.call(api, one.session(), "DELETE", "/v1/me/totp", code);
  }

  private Answer login(String email, String totp) {
    return Enrolled.login(api, email, Enrolled.PASSWORD, totp, "");
  }

  private Answer me(Answer session) {
    return api.call("GET", "/v1/me").bearer(session.text("accessToken")).send();
  }

  private static String factor(Answer me) {
    var factor = me.json().path("secondFactor");
    return factor.path("totp").asText() + " " + factor.path("recoveryCodesLeft").asText();
  }
}
