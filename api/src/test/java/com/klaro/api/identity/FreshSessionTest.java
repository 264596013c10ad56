package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.Authenticator;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.identity.SoftAuthenticator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whoever holds a fresh session of an account with a second factor, and nothing else, neither adds
/// a way in, nor takes one away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreshSessionTest {

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void besideAnAppAPasskeyNeedsACode() {
    Enrolled one = Enrolled.of(api, "app@example.com");
    String made = made(one.session());
    assertThat(PasskeyOwner.add(api, one.session(), made).problem())
        .isEqualTo("second-factor-required");
    assertThat(withCode(one.session(), made, one.wrong()).problem())
        .isEqualTo("invalid-credentials");
    assertThat(passkeys(one.session())).isZero();
    assertThat(withCode(one.session(), made, one.code()).status())
        .as("the same passkey, once the code is there")
        .isEqualTo(201);
    String another = made(one.session());
    assertThat(withCode(one.session(), another, one.recoveryCodes().getFirst()).status())
        .isEqualTo(201);
    assertThat(one.notices())
        .containsExactly(
            "second-factor-set", "passkey-added", "recovery-code-used", "passkey-added");
  }

  @Test
  void besideAPasskeyAnotherNeedsThatOne() {
    PasskeyOwner owner = PasskeyOwner.of(api, "passkey@example.com");
    PasskeyOwner thief = PasskeyOwner.of(api, "thief@example.com");
    Answer session = owner.session();
    String made = made(session);
    assertThat(PasskeyOwner.add(api, session, made).problem()).isEqualTo("second-factor-required");
    for (String wrong :
        List.of(
            owner.shown(session, new SoftAuthenticator()),
            owner.shown(session, thief.passkey()),
            thief.shown(thief.session()),
            owner.passkey().get(PasskeyOwner.signInOptions(api)))) {
      assertThat(withPasskey(session, made, wrong).problem()).isEqualTo("invalid-credentials");
    }
    assertThat(passkeys(session)).isEqualTo(1);
    String shown = owner.shown(session);
    assertThat(withPasskey(session, made, shown).status()).isEqualTo(201);
    assertThat(withPasskey(session, made(session), shown).problem())
        .as("once")
        .isEqualTo("invalid-credentials");
    owner.passkey().countBackTo(0);
    assertThat(owner.add(session, new SoftAuthenticator()).problem())
        .isEqualTo("invalid-credentials");
    assertThat(owner.notices()).containsExactly("passkey-added", "passkey-added", "passkey-copied");
  }

  /// Else the last one is taken away first, and what comes then is the first of the account.
  @Test
  void noPasskeyIsTakenAway() {
    PasskeyOwner owner = PasskeyOwner.of(api, "taken@example.com");
    assertThat(owner.call("DELETE", "/v1/me/passkeys/" + owner.added().text("id")).problem())
        .isEqualTo("second-factor-required");
    assertThat(owner.remove(owner.session(), "{\"code\":\"\"}").problem())
        .isEqualTo("second-factor-required");
    assertThat(owner.remove(owner.session(), "{\"code\":\"123456\"}").problem())
        .isEqualTo("invalid-credentials");
    assertThat(passkeys(owner.session())).isEqualTo(1);
    String code = Enrolled.codes(owner.added()).getFirst();
    assertThat(owner.remove(owner.session(), "{\"code\":\"" + code + "\"}").status())
        .as("who lost the device has a recovery code")
        .isEqualTo(204);
  }

  @Test
  void besideAPasskeyRecoveryCodesNeedIt() {
    PasskeyOwner owner = PasskeyOwner.of(api, "codes@example.com");
    assertThat(Enrolled.call(api, owner.session(), "POST", RENEWAL, "").problem())
        .isEqualTo("second-factor-required");
    assertThat(Enrolled.call(api, owner.session(), "POST", RENEWAL, "123456").problem())
        .isEqualTo("invalid-credentials");
    String code = Enrolled.codes(owner.added()).getFirst();
    Answer renewed = Enrolled.call(api, owner.session(), "POST", RENEWAL, code);
    assertThat(Enrolled.codes(renewed)).hasSize(10).doesNotContain(code);
  }

  private static final String RENEWAL = "/v1/me/totp/recovery-codes";

  @Test
  void besideAPasskeyAnAppNeedsIt() {
    PasskeyOwner owner = PasskeyOwner.of(api, "first-app@example.com");
    Answer session = owner.session();
    var app = new Authenticator(Enrolled.begin(api, session).text("secret"));
    String first = app.code(api.clock().instant());
    assertThat(Enrolled.call(api, session, "POST", "/v1/me/totp/confirm", first).problem())
        .isEqualTo("second-factor-required");
    Answer noneInUse = confirm(session, first, "\"currentCode\":\"" + first + "\"");
    assertThat(noneInUse.problem()).isEqualTo("invalid-credentials");
    assertThat(noneInUse.text("detail")).contains("second factor in use");
    Answer noneOfTheNew =
        confirm(session, app.wrong(api.clock().instant()), "\"currentCode\":\"\"");
    assertThat(noneOfTheNew.problem()).isEqualTo("invalid-credentials");
    assertThat(noneOfTheNew.text("detail")).contains("the new app");
    String shown = owner.shown(session);
    assertThat(confirm(session, first, "\"currentPasskey\":" + shown).status()).isEqualTo(200);
    assertThat(owner.notices()).containsExactly("passkey-added", "second-factor-set");
  }

  /// What a passkey began ends with it, but for who removes it.
  @Test
  void sessionsOfAPasskeyThatGoesEnd() {
    PasskeyOwner owner = PasskeyOwner.of(api, "ends@example.com");
    Answer asks = owner.signIn();
    Answer byPasskey = owner.signIn();
    Answer refreshed = refreshed(refreshed(owner.signIn()));
    Answer byPassword =
        Enrolled.login(
            api,
            owner.email(),
            PasskeyOwner.PASSWORD,
            Enrolled.codes(owner.added()).getFirst(),
            "");
    Answer renewed = owner.stepUp(byPassword, owner.passkey());
    var other = new SoftAuthenticator();
    assertThat(owner.add(asks, other).status()).isEqualTo(201);
    Answer byOther = PasskeyOwner.signIn(api, other.get(PasskeyOwner.signInOptions(api)));
    assertThat(owner.remove(asks, "{\"passkey\":" + owner.shown(asks, other) + "}").status())
        .isEqualTo(204);
    assertThat(me(byPasskey).status()).isEqualTo(401);
    assertThat(me(refreshed).status()).as("however often it was refreshed").isEqualTo(401);
    assertThat(me(renewed).status()).isEqualTo(401);
    assertThat(me(asks).status()).isEqualTo(200);
    assertThat(me(byOther).status()).isEqualTo(200);
    assertThat(me(owner.session()).status()).as("it added the passkey").isEqualTo(200);
  }

  /// They ask for no code themselves: a recent proof has shown one, and there is no other.
  @Test
  void nothingEndsByTheProofOfAPasswordAlone() {
    Enrolled owner = Enrolled.of(api, "endings@example.com").settled();
    String workspace = "/v1/workspaces/" + owner.session().json().at("/workspaces/0/id").asText();
    assertThat(ask(owner.session(), workspace, true).status()).isEqualTo(200);
    api.clock().advance(SessionPolicy.defaults().recentAuthentication());
    Enrolled later = owner.refreshed();
    assertThat(later.reauthenticate("").problem()).isEqualTo("second-factor-required");
    assertThat(
            List.of(
                ask(later.session(), workspace, false),
                delete(later.session(), workspace),
                delete(later.session(), "/v1/me")))
        .extracting(Answer::problem)
        .containsOnly("recent-authentication-required");

    Answer proved = later.reauthenticate(later.code());
    assertThat(ask(proved, workspace, false).status()).isEqualTo(200);
    assertThat(delete(proved, workspace).status()).isEqualTo(204);
    assertThat(delete(proved, "/v1/me").status()).isEqualTo(202);
  }

  private Answer ask(Answer session, String workspace, boolean required) {
    return api.call("PATCH", workspace)
        .bearer(session.text("accessToken"))
        .json("{\"secondFactorRequired\":" + required + "}")
        .send();
  }

  private Answer delete(Answer session, String path) {
    return api.call("DELETE", path).bearer(session.text("accessToken")).send();
  }

  private String made(Answer session) {
    return new SoftAuthenticator()
        .create(PasskeyOwner.options(api, session, "/v1/me/passkeys/options"));
  }

  private Answer withCode(Answer session, String made, String code) {
    return PasskeyOwner.add(api, session, made, "\"currentCode\":\"" + code + "\"");
  }

  private Answer withPasskey(Answer session, String made, String shown) {
    return PasskeyOwner.add(api, session, made, "\"currentPasskey\":" + shown);
  }

  private Answer confirm(Answer session, String first, String shown) {
    return api.call("POST", "/v1/me/totp/confirm")
        .bearer(session.text("accessToken"))
        .json("{\"code\":\"" + first + "\"," + shown + "}")
        .send();
  }

  private Answer refreshed(Answer session) {
    Answer next =
        api.post(
            "/v1/sessions/refresh",
            "{\"refreshToken\":\"%s\"}".formatted(session.text("refreshToken")));
    assertThat(me(next).status()).isEqualTo(200);
    return next;
  }

  private int passkeys(Answer session) {
    return me(session).json().at("/secondFactor/passkeys").asInt();
  }

  private Answer me(Answer session) {
    return api.call("GET", "/v1/me").bearer(session.text("accessToken")).send();
  }
}
