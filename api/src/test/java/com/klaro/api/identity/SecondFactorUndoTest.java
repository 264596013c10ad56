package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.Authenticator;
import com.klaro.store.identity.SoftAuthenticator;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Where it is configured: a second factor that a stolen session set up goes with a new password by
/// a mailed link, and one that the account has had for a day stays.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorUndoTest {

  private static final Duration UNDO = Duration.ofHours(24);
  private static final String FRESH = "another long password";

  private final RunningApi api = RunningApi.withSecondFactorUndo(UNDO);

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void anAppThatWasPlantedGoes() {
    Enrolled planted = Enrolled.of(api, "app@example.com");
    api.clock().advance(UNDO.minusSeconds(1));
    assertThat(redeem(planted.email(), FRESH).status()).isEqualTo(204);
    Answer in = login(planted.email(), "");
    assertThat(in.status()).as(in.body()).isEqualTo(200);
    assertThat(secondFactor(in))
        .isEqualTo("{\"totp\":false,\"recoveryCodesLeft\":0,\"passkeys\":0}");
    assertThat(planted.acts())
        .containsSubsequence("second-factor.dropped-by-reset", "password.reset");
    assertThat(planted.notices()).contains("second-factor-dropped", "password-reset");
    var own = new Authenticator(Enrolled.begin(api, in).text("secret"));
    String code = own.code(api.clock().instant());
    assertThat(Enrolled.call(api, in, "POST", "/v1/me/totp/confirm", code).status()).isEqualTo(200);
  }

  /// Each later one was added with a proof of the first, which was planted.
  @Test
  void aPasskeyThatWasPlantedGoesAndWhateverFollowedIt() {
    PasskeyOwner planted = PasskeyOwner.of(api, "passkey@example.com");
    var another = new SoftAuthenticator();
    assertThat(planted.add(planted.session(), another).status()).isEqualTo(201);
    assertThat(redeem(planted.email(), FRESH).status()).isEqualTo(204);
    assertThat(planted.signIn().status()).isEqualTo(401);
    assertThat(PasskeyOwner.signIn(api, another.get(PasskeyOwner.signInOptions(api))).status())
        .isEqualTo(401);
    Answer in = login(planted.email(), "");
    assertThat(secondFactor(in))
        .isEqualTo("{\"totp\":false,\"recoveryCodesLeft\":0,\"passkeys\":0}");
  }

  @Test
  void oneThatTheAccountHasHadForADayStays() {
    Enrolled own = Enrolled.of(api, "day@example.com");
    api.clock().advance(UNDO);
    assertThat(redeem(own.email(), FRESH).status()).isEqualTo(204);
    assertThat(login(own.email(), "").problem()).isEqualTo("second-factor-required");
    assertThat(login(own.email(), own.code()).status()).isEqualTo(200);
    assertThat(own.notices()).doesNotContain("second-factor-dropped");
  }

  /// A mailbox must not get past a second factor because its owner has a new phone.
  @Test
  void whatTookThePlaceOfAnOlderOneIsNoNewOne() {
    Enrolled old = Enrolled.of(api, "phone@example.com").settled();
    var fresh = new Authenticator(Enrolled.begin(api, old.session()).text("secret"));
    assertThat(old.replace(fresh, old.code()).status()).isEqualTo(200);
    var passkey = new SoftAuthenticator();
    var now = new Enrolled(api, old.email(), old.session(), fresh, old.recoveryCodes());
    assertThat(now.add(passkey).status()).isEqualTo(201);
    assertThat(redeem(old.email(), FRESH).status()).isEqualTo(204);
    assertThat(login(old.email(), "").problem()).isEqualTo("second-factor-required");
    assertThat(PasskeyOwner.signIn(api, passkey.get(PasskeyOwner.signInOptions(api))).status())
        .isEqualTo(200);
  }

  /// One that was without meanwhile begins anew.
  @Test
  void anAccountThatWasWithoutCountsAnew() {
    Enrolled once = Enrolled.of(api, "again@example.com").settled();
    assertThat(Enrolled.call(api, once.session(), "DELETE", "/v1/me/totp", once.code()).status())
        .isEqualTo(204);
    Answer added = PasskeyOwner.add(api, once.session(), new SoftAuthenticator());
    assertThat(added.status()).isEqualTo(201);
    assertThat(redeem(once.email(), FRESH).status()).isEqualTo(204);
    assertThat(login(once.email(), "").status()).isEqualTo(200);
  }

  @Test
  void besideOneThatGoesEightCharactersDoNotDo() {
    Enrolled planted = Enrolled.of(api, "short@example.com");
    String link = api.resetToken(planted.email());
    assertThat(redeemLink(link, "eightlet").body()).contains("at least 15 characters");
    assertThat(redeemLink(link, FRESH).status()).isEqualTo(204);
  }

  private Answer redeem(String email, String password) {
    return redeemLink(api.resetToken(email), password);
  }

  private Answer redeemLink(String token, String password) {
    return api.post(
        "/v1/password-resets/redeem",
        "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, password));
  }

  private Answer login(String email, String code) {
    return Enrolled.login(api, email, FRESH, code, "");
  }

  private String secondFactor(Answer session) {
    return api.call("GET", "/v1/me")
        .bearer(session.text("accessToken"))
        .send()
        .json()
        .path("secondFactor")
        .toString();
  }
}
