package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.identity.SoftAuthenticator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// ASVS 6.3.3 and 6.6.2: passkeys, added, used, copied and removed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyApiTest {

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aPasskeyIsAddedAndSignsIn() {
    Answer session = api.newcomer("asha@example.com", PasskeyOwner.PASSWORD);
    Answer other = login("asha@example.com", "");
    JsonNode options = PasskeyOwner.options(api, session, "/v1/me/passkeys/options");
    assertThat(options.at("/rp/id").asText()).isEqualTo("example.com");
    assertThat(options.at("/user/name").asText()).isEqualTo("asha@example.com");
    assertThat(options.at("/authenticatorSelection/residentKey").asText()).isEqualTo("required");
    assertThat(options.at("/authenticatorSelection/userVerification").asText())
        .isEqualTo("required");
    assertThat(bytes(options.at("/user/id"))).hasSize(64);
    assertThat(bytes(options.path("challenge"))).hasSizeGreaterThanOrEqualTo(32);

    PasskeyOwner owner = PasskeyOwner.of(api, "owner@example.com");
    assertThat(owner.added().text("name")).isEqualTo("My phone");
    assertThat(Enrolled.codes(owner.added())).hasSize(10);
    Answer in = owner.signIn();
    assertThat(in.status()).as(in.body()).isEqualTo(200);
    assertThat(in.json().at("/account/email").asText()).isEqualTo("owner@example.com");
    JsonNode listed = owner.call("GET", "/v1/me/passkeys").json().path("items");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).path("lastUsedAt").isTextual()).isTrue();
    assertThat(
            PasskeyOwner.options(api, owner.session(), "/v1/me/passkeys/options")
                .at("/excludeCredentials/0/id")
                .asText())
        .isEqualTo(owner.passkey().id());
    assertThat(owner.acts())
        .containsSubsequence("passkey.added", "session.started", "passkey.used");
    assertThat(owner.notices()).containsExactly("passkey-added");
    assertThat(me(other).status()).isEqualTo(200);
  }

  @Test
  void withTheFirstOneEveryOtherSessionEndsAndThePasswordAloneDoesNotDo() {
    Answer session = api.newcomer("first@example.com", PasskeyOwner.PASSWORD);
    Answer other = login("first@example.com", "");
    var passkey = new SoftAuthenticator();
    Answer added = PasskeyOwner.add(api, session, passkey);
    var owner = new PasskeyOwner(api, "first@example.com", session, passkey, added);
    assertThat(me(other).status()).isEqualTo(401);
    assertThat(me(session).json().path("secondFactor").toString())
        .isEqualTo("{\"totp\":false,\"recoveryCodesLeft\":10,\"passkeys\":1}");
    assertThat(login("first@example.com", "").problem()).isEqualTo("second-factor-required");
    assertThat(login("first@example.com", "123456").problem()).isEqualTo("invalid-credentials");
    String code = Enrolled.codes(added).getFirst();
    Answer in = login("first@example.com", code);
    assertThat(in.status()).isEqualTo(200);
    assertThat(login("first@example.com", code).status()).isEqualTo(401);
    Answer second = owner.add(session, new SoftAuthenticator());
    assertThat(second.status()).isEqualTo(201);
    assertThat(Enrolled.codes(second)).isEmpty();
    assertThat(me(in).status()).isEqualTo(200);
  }

  @Test
  void whatAnotherSessionBeganFallsWithItAndAnExportNamesThePasskey() {
    Answer session = api.newcomer("wish@example.com", PasskeyOwner.PASSWORD);
    Answer other = login("wish@example.com", "");
    Answer wished =
        api.call("POST", "/v1/me/email")
            .bearer(other.text("accessToken"))
            .json("{\"newEmail\":\"thief@example.com\"}")
            .send();
    assertThat(wished.status()).isEqualTo(202);
    assertThat(export(session).path("emailChanges")).hasSize(1);
    assertThat(PasskeyOwner.add(api, session, new SoftAuthenticator()).status()).isEqualTo(201);
    JsonNode kept = export(session);
    assertThat(kept.path("emailChanges")).isEmpty();
    assertThat(kept.at("/passkeys/0/name").asText()).isEqualTo("My phone");
  }

  private JsonNode export(Answer session) {
    return api.call("GET", "/v1/me/export").bearer(session.text("accessToken")).send().json();
  }

  @Test
  void whateverIsWrongIsTheSameAnswer() {
    PasskeyOwner owner = PasskeyOwner.of(api, "wrong@example.com");
    PasskeyOwner stranger = PasskeyOwner.of(api, "stranger@example.com");
    Answer unknown =
        PasskeyOwner.signIn(api, new SoftAuthenticator().get(PasskeyOwner.signInOptions(api)));
    assertThat(unknown.problem()).isEqualTo("invalid-credentials");
    refused(owner, unknown, it -> it.origin = "https://app.example.com.evil.example");
    refused(owner, unknown, it -> it.origin = "https://example.com");
    refused(owner, unknown, it -> it.domain = "evil.example");
    refused(owner, unknown, it -> it.flags = SoftAuthenticator.PRESENT);
    refused(owner, unknown, it -> it.flags = SoftAuthenticator.VERIFIED);
    refused(owner, unknown, it -> it.takeHandleOf(stranger.passkey()));
  }

  private void refused(PasskeyOwner owner, Answer like, Consumer<SoftAuthenticator> bent) {
    Answer session = api.newcomer("bent" + next++ + "@example.com", PasskeyOwner.PASSWORD);
    var passkey = new SoftAuthenticator();
    assertThat(PasskeyOwner.add(api, session, passkey).status()).isEqualTo(201);
    assertThat(PasskeyOwner.signIn(api, passkey.get(PasskeyOwner.signInOptions(api))).status())
        .isEqualTo(200);
    bent.accept(passkey);
    Answer answer = PasskeyOwner.signIn(api, passkey.get(PasskeyOwner.signInOptions(api)));
    assertThat(answer.bytes()).isEqualTo(like.bytes());
    assertThat(owner.signIn().status()).isEqualTo(200);
  }

  private int next;

  @Test
  void anotherOriginOrNoVerificationAddsNothing() {
    Answer session = api.newcomer("adds@example.com", PasskeyOwner.PASSWORD);
    for (Consumer<SoftAuthenticator> bent :
        List.<Consumer<SoftAuthenticator>>of(
            it -> it.origin = "https://evil.example",
            it -> it.domain = "evil.example",
            it -> it.flags = SoftAuthenticator.PRESENT)) {
      var passkey = new SoftAuthenticator();
      bent.accept(passkey);
      assertThat(PasskeyOwner.add(api, session, passkey).problem())
          .isEqualTo("invalid-credentials");
    }
    assertThat(login("adds@example.com", "").status()).isEqualTo(200);
  }

  @Test
  void aChallengeIsForOnePurposeOneSessionAndFiveMinutes() {
    PasskeyOwner owner = PasskeyOwner.of(api, "purposes@example.com");
    JsonNode signIn = PasskeyOwner.signInOptions(api);
    JsonNode stepUp =
        PasskeyOwner.options(api, owner.session(), "/v1/sessions/reauthenticate/options");
    assertThat(PasskeyOwner.signIn(api, owner.passkey().get(stepUp)).status()).isEqualTo(401);
    assertThat(owner.stepUp(owner.session(), owner.passkey().get(signIn)).status()).isEqualTo(401);
    Answer other = owner.signIn();
    assertThat(owner.stepUp(other, owner.passkey().get(stepUp)).status()).isEqualTo(401);
    JsonNode enrolment = PasskeyOwner.options(api, other, "/v1/me/passkeys/options");
    assertThat(
            PasskeyOwner.add(api, owner.session(), new SoftAuthenticator().create(enrolment))
                .status())
        .isEqualTo(401);
    String late = owner.passkey().get(signIn);
    api.clock().advance(Duration.ofMinutes(5));
    assertThat(PasskeyOwner.signIn(api, late).status()).isEqualTo(401);
    assertThat(owner.signIn().status()).isEqualTo(200);
  }

  @Test
  void anAnswerWorksOnceHoweverManyShowItAtOnce() throws Exception {
    PasskeyOwner owner = PasskeyOwner.of(api, "race@example.com");
    String shown = owner.passkey().get(PasskeyOwner.signInOptions(api));
    List<Integer> statuses = new ArrayList<>();
    try (var callers = Executors.newFixedThreadPool(20)) {
      List<Future<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(callers.submit(() -> PasskeyOwner.signIn(api, shown)));
      }
      for (Future<Answer> call : calls) {
        statuses.add(call.get().status());
      }
    }
    assertThat(statuses.stream().filter(it -> it == 200)).hasSize(1);
    assertThat(statuses.stream().filter(it -> it == 401)).hasSize(19);
    assertThat(owner.acts().stream().filter("passkey.used"::equals)).hasSize(1);
    assertThat(owner.notices()).doesNotContain("passkey-copied");
    assertThat(PasskeyOwner.signIn(api, shown).status()).isEqualTo(401);
  }

  @Test
  void oneThatCountsBackIsRefusedAndItsOwnerIsTold() {
    PasskeyOwner owner = PasskeyOwner.of(api, "copied@example.com");
    owner.passkey().countBackTo(7);
    assertThat(owner.signIn().status()).isEqualTo(200);
    for (int count : List.of(7, 3, 0)) {
      owner.passkey().countBackTo(count);
      Answer answer = owner.signIn();
      assertThat(answer.status()).as("after " + count).isEqualTo(401);
    }
    assertThat(owner.notices()).containsOnlyOnce("passkey-added").contains("passkey-copied");
    assertThat(owner.acts())
        .filteredOn("passkey.counted-back"::equals)
        .as("once each time")
        .hasSize(3);
    owner.passkey().countBackTo(8);
    assertThat(owner.signIn().status()).isEqualTo(200);
  }

  @Test
  void oneThatWasRemovedDoesNotSignIn() {
    PasskeyOwner owner = PasskeyOwner.of(api, "removed@example.com");
    PasskeyOwner stranger = PasskeyOwner.of(api, "remover@example.com");
    assertThat(stranger.call("DELETE", "/v1/me/passkeys/" + owner.added().text("id")).status())
        .isEqualTo(404);
    String waiting = owner.passkey().get(PasskeyOwner.signInOptions(api));
    assertThat(owner.remove().status()).isEqualTo(204);
    assertThat(owner.remove().status()).isEqualTo(404);
    assertThat(PasskeyOwner.signIn(api, waiting).status()).isEqualTo(401);
    assertThat(owner.notices()).containsExactly("passkey-added", "passkey-removed");
    assertThat(owner.acts()).contains("passkey.removed");
    assertThat(me(owner.session()).json().path("secondFactor").toString())
        .isEqualTo("{\"totp\":false,\"recoveryCodesLeft\":0,\"passkeys\":0}");
    assertThat(login("removed@example.com", "").status()).isEqualTo(200);
  }

  @Test
  void oneIsAddedOnceAndTwentyAtMost() {
    PasskeyOwner owner = PasskeyOwner.of(api, "many@example.com");
    assertThat(owner.add(owner.session(), owner.passkey()).problem()).isEqualTo("conflict");
    String answered =
        new SoftAuthenticator()
            .create(PasskeyOwner.options(api, owner.session(), "/v1/me/passkeys/options"));
    assertThat(owner.add(owner.session(), answered).status()).isEqualTo(201);
    assertThat(owner.add(owner.session(), answered).problem()).isEqualTo("invalid-credentials");
    for (int i = 2; i < 20; i++) {
      assertThat(owner.add(owner.session(), new SoftAuthenticator()).status()).isEqualTo(201);
    }
    assertThat(owner.add(owner.session(), new SoftAuthenticator()).problem()).isEqualTo("conflict");
  }

  @Test
  void changesNeedARecentProofWhichAPasskeyIs() {
    PasskeyOwner owner = PasskeyOwner.of(api, "recent@example.com");
    api.clock().advance(SessionPolicy.defaults().recentAuthentication());
    String token = owner.session().text("refreshToken");
    Answer stale = api.post("/v1/sessions/refresh", "{\"refreshToken\":\"" + token + "\"}");
    for (String[] call :
        new String[][] {
          {"POST", "/v1/me/passkeys/options"},
          {"POST", "/v1/me/passkeys"},
          {"DELETE", "/v1/me/passkeys/" + owner.added().text("id")}
        }) {
      Answer answer =
          api.call(call[0], call[1]).bearer(stale.text("accessToken")).json("{}").send();
      assertThat(answer.problem()).isEqualTo("recent-authentication-required");
    }
    PasskeyOwner stranger = PasskeyOwner.of(api, "near@example.com");
    assertThat(owner.stepUp(stale, stranger.passkey()).problem()).isEqualTo("invalid-credentials");
    Answer fresh = owner.stepUp(stale, owner.passkey());
    assertThat(fresh.status()).as(fresh.body()).isEqualTo(200);
    assertThat(me(stale).status()).isEqualTo(401);
    assertThat(owner.add(fresh, new SoftAuthenticator()).status()).isEqualTo(201);
  }

  @Test
  void aDisabledAccountIsRefusedLikeAnUnknownOne() {
    PasskeyOwner owner = PasskeyOwner.of(api, "disabled@example.com");
    try (Handle handle = api.superuser()) {
      handle.execute(
          "UPDATE accounts SET disabled_at = now() WHERE id = ?::uuid",
          owner.session().json().at("/account/id").asText());
    }
    assertThat(owner.signIn().problem()).isEqualTo("invalid-credentials");
  }

  @Test
  void recoveryCodesAreRenewedWithoutAnApp() {
    PasskeyOwner owner = PasskeyOwner.of(api, "renews@example.com");
    Answer renewed =
        api.call("POST", "/v1/me/totp/recovery-codes")
            .bearer(owner.session().text("accessToken"))
            .json("{\"passkey\":" + owner.shown(owner.session()) + "}")
            .send();
    assertThat(Enrolled.codes(renewed)).hasSize(10);
    String old = Enrolled.codes(owner.added()).getFirst();
    assertThat(login("renews@example.com", old).status()).isEqualTo(401);
  }

  @Test
  void anAppIsRemovedWhileAPasskeyStays() {
    Enrolled both = Enrolled.of(api, "both@example.com");
    var passkey = new SoftAuthenticator();
    Answer added = both.add(passkey);
    assertThat(Enrolled.codes(added)).isEmpty();
    shortPassword(both.session());
    assertThat(Enrolled.call(api, both.session(), "DELETE", "/v1/me/totp", both.code()).status())
        .isEqualTo(204);
    assertThat(login("both@example.com", "").problem()).isEqualTo("second-factor-required");
    assertThat(login("both@example.com", both.recoveryCodes().getFirst()).status()).isEqualTo(200);
    String last = "/v1/me/passkeys/" + added.text("id");
    String token = both.session().text("accessToken");
    assertThat(api.call("DELETE", last).bearer(token).send().problem()).isEqualTo("conflict");
  }

  private void shortPassword(Answer session) {
    try (Handle handle = api.superuser()) {
      handle.execute(
          "UPDATE credentials SET password_short = true WHERE account_id = ?::uuid",
          session.json().at("/account/id").asText());
    }
  }

  /// Nothing that somebody sends there is our fault.
  @Test
  void whatCannotBeReadIsRefused() {
    PasskeyOwner owner = PasskeyOwner.of(api, "noise@example.com");
    var chance = new Random(4);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder shown = new StringBuilder(owner.passkey().get(PasskeyOwner.signInOptions(api)));
      for (int n = chance.nextInt(4); n >= 0; n--) {
        shown.setCharAt(
            chance.nextInt(shown.length()), "AZaz09_-{}\",:".charAt(chance.nextInt(13)));
      }
      seen.add(PasskeyOwner.signIn(api, shown.toString()).status());
    }
    assertThat(seen).isSubsetOf(200, 400, 401).contains(401);
    seen.clear();
    for (int i = 0; i < 200; i++) {
      StringBuilder made =
          new StringBuilder(
              new SoftAuthenticator()
                  .create(PasskeyOwner.options(api, owner.session(), "/v1/me/passkeys/options")));
      for (int n = chance.nextInt(4); n >= 0; n--) {
        made.setCharAt(chance.nextInt(made.length()), "AZaz09_-{}\",:".charAt(chance.nextInt(13)));
      }
      seen.add(owner.add(owner.session(), made.toString()).status());
    }
    assertThat(seen).isSubsetOf(201, 400, 401, 409).contains(401);
  }

  @Test
  void aNameIsStoredSealed() {
    PasskeyOwner _ = PasskeyOwner.of(api, "sealed@example.com");
    try (Handle handle = api.superuser()) {
      assertThat(
              handle
                  .select("SELECT string_agg(encode(name_encrypted, 'escape'), ' ') FROM passkeys")
                  .mapTo(String.class)
                  .one())
          .doesNotContain("phone");
    }
  }

  private Answer login(String email, String totp) {
    return Enrolled.login(api, email, PasskeyOwner.PASSWORD, totp, "");
  }

  private Answer me(Answer session) {
    return api.call("GET", "/v1/me").bearer(session.text("accessToken")).send();
  }

  private static byte[] bytes(JsonNode text) {
    return Base64.getUrlDecoder().decode(text.asText());
  }
}
