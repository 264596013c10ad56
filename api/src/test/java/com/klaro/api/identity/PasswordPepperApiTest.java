package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.password.HashingSettings;
import com.klaro.store.identity.password.PasswordPepper;
import com.klaro.store.secrets.LiveVersions;
import java.security.SecureRandom;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordPepperApiTest {

  private static final String EMAIL = "asha@example.com";
  private static final String PASSWORD = "a long walk by the river";

  private final RunningApi api =
      RunningApi.hashingWith(new HashingSettings(7168, 5, 1, 1, 64).peppered());

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aSignInMovesTheHashToTheNewestKeyAndNothingElseChanges() {
    assertThat(api.newcomer(EMAIL, PASSWORD).status()).isEqualTo(201);
    assertThat(stored()).startsWith("$argon2id$");
    settle();
    assertThat(signIn(EMAIL, PASSWORD + "!").status()).isEqualTo(401);
    assertThat(stored()).startsWith("$argon2id$");
    assertThat(signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    String first = stored();
    assertThat(first).startsWith("$pepper=1$argon2id$");
    assertThat(signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    assertThat(stored()).isEqualTo(first);

    anotherKey();
    assertThat(signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    assertThat(stored()).startsWith("$pepper=2$");
    assertThat(signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    assertThat(signIn(EMAIL, PASSWORD + "!").status()).isEqualTo(401);
  }

  @Test
  void whoseKeyIsLostIsAnsweredLikeNobodyAndGetsInAgainWithALink() {
    settle();
    assertThat(api.newcomer(EMAIL, PASSWORD).status()).isEqualTo(201);
    assertThat(stored()).startsWith("$pepper=1$");
    anotherKey();
    execute("DELETE FROM secrets WHERE name = 'password-pepper' AND version = 1");
    api.takeUpKeys();

    Answer shut = signIn(EMAIL, PASSWORD);
    Answer nobody = signIn("nobody@example.com", PASSWORD);
    assertThat(shut.status()).isEqualTo(401);
    assertThat(shut.bytes()).isEqualTo(nobody.bytes());
    assertThat(api.admin("GET", "/metrics").send().bytes())
        .contains("klaro_passwords_pepper_missing_total 1.0");

    String link = api.resetToken(EMAIL);
    Answer redeemed =
        api.post(
            "/v1/password-resets/redeem",
            "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(link, "another walk by the sea"));
    assertThat(redeemed.status()).isEqualTo(204);
    assertThat(stored()).startsWith("$pepper=2$");
    assertThat(signIn(EMAIL, "another walk by the sea").status()).isEqualTo(200);
  }

  private Answer signIn(String email, String password) {
    return api.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  /// As `./klaro secrets rotate password-pepper` makes one, and until it is used.
  private void anotherKey() {
    api.store()
        .secrets()
        .add(PasswordPepper.SECRET.name(), PasswordPepper.SECRET.fresh(new SecureRandom()), null);
    settle();
  }

  private void settle() {
    api.takeUpKeys();
    api.clock().advance(LiveVersions.SETTLING);
  }

  private String stored() {
    try (Handle handle = api.superuser()) {
      return handle.select("SELECT password_phc FROM credentials").mapTo(String.class).one();
    }
  }

  private void execute(String sql) {
    try (Handle handle = api.superuser()) {
      handle.execute(sql);
    }
  }
}
