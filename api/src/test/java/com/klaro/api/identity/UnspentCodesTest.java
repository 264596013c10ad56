package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.database.LockQueue;
import com.klaro.store.identity.SoftAuthenticator;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A right code that got nobody anything is still there, and nobody is told that it went.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnspentCodesTest {

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aCodeOutlivesASignInThatSomethingMovedOnBefore() throws Exception {
    Enrolled one = Enrolled.of(api, "sign-in@example.com");
    for (String code : new String[] {one.recoveryCodes().getFirst(), one.code()}) {
      Answer refused = whileItMovesOn(one, () -> one.login(code));
      assertThat(refused.bytes()).isEqualTo(one.login(one.wrong()).bytes());
      assertThat(one.notices()).doesNotHaveDuplicates();
      assertThat(one.login(code).status()).isEqualTo(200);
    }
    assertThat(one.notices()).containsExactly("second-factor-set", "recovery-code-used");
    assertThat(one.acts()).containsOnlyOnce("second-factor.recovery-code-used");
  }

  @Test
  void aCodeOutlivesAStepUpThatSomethingMovedOnBefore() throws Exception {
    Enrolled one = Enrolled.of(api, "step-up@example.com");
    String code = one.recoveryCodes().getFirst();
    Answer refused = whileItMovesOn(one, () -> one.reauthenticate(code));
    assertThat(refused.problem()).isEqualTo("unauthenticated");
    assertThat(one.notices()).containsExactly("second-factor-set");
    assertThat(one.me().status()).as("the session that asked").isEqualTo(200);
    assertThat(one.reauthenticate(code).status()).isEqualTo(200);
    assertThat(one.notices()).containsExactly("second-factor-set", "recovery-code-used");
  }

  @Test
  void aCodeOutlivesAPasskeyThatIsNotAdded() {
    Enrolled one = Enrolled.of(api, "passkey@example.com");
    var passkey = new SoftAuthenticator();
    String made = made(one, passkey);
    String first = one.code();
    assertThat(added(one, made, first).status()).isEqualTo(201);
    assertThat(added(one, made(one, new SoftAuthenticator()), first).problem())
        .as("it was used up by that")
        .isEqualTo("invalid-credentials");

    String app = one.code();
    String recovery = one.recoveryCodes().getFirst();
    String known = made(one, passkey);
    for (String code : new String[] {app, recovery}) {
      assertThat(added(one, made, code).problem())
          .as("the challenge was answered before")
          .isEqualTo("invalid-credentials");
    }
    assertThat(added(one, known, app).problem()).as("it is known").isEqualTo("conflict");
    assertThat(added(one, known, recovery).problem())
        .as("that used the challenge up all the same")
        .isEqualTo("invalid-credentials");
    assertThat(one.notices()).containsExactly("second-factor-set", "passkey-added");
    assertThat(one.acts()).doesNotContain("second-factor.recovery-code-used");

    assertThat(added(one, made(one, new SoftAuthenticator()), app).status()).isEqualTo(201);
    assertThat(added(one, made(one, new SoftAuthenticator()), recovery).status()).isEqualTo(201);
    assertThat(one.notices())
        .containsExactly(
            "second-factor-set",
            "passkey-added",
            "passkey-added",
            "recovery-code-used",
            "passkey-added");
  }

  private String made(Enrolled one, SoftAuthenticator passkey) {
    return passkey.create(PasskeyOwner.options(api, one.session(), "/v1/me/passkeys/options"));
  }

  private Answer added(Enrolled one, String made, String code) {
    return PasskeyOwner.add(api, one.session(), made, "\"currentCode\":\"" + code + "\"");
  }

  /// Moves what the password was compared with on once the request, which has compared it, waits
  /// for the lock.
  private Answer whileItMovesOn(Enrolled one, Supplier<Answer> request) throws Exception {
    String account = one.session().json().at("/account/id").asText();
    try (Handle owner = api.superuser();
        Handle watch = api.superuser();
        var caller = Executors.newSingleThreadExecutor()) {
      owner.begin();
      owner.execute(
          "UPDATE credentials SET version = version + 1 WHERE account_id = ?::uuid", account);
      Future<Answer> answer = caller.submit(request::get);
      LockQueue.await(watch);
      owner.commit();
      return answer.get();
    }
  }
}
