package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.RunningApi;
import com.klaro.store.MutableClock;
import com.klaro.store.identity.password.HashingSettings;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.identity.password.PasswordPepper;
import com.klaro.store.identity.password.Unchecked;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// S2-1: what is kept of a password, and that the next sign-in makes an older hash anew. How long a
/// hash takes is measured by `./klaro bench login` and `./klaro calibrate`.
class RehashApiTest {

  private static final String EMAIL = "asha@example.com";
  private static final String PASSWORD = "a long walk by the river";
  private static final Pattern STORED =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final RunningApi api = RunningApi.hashingWith(HashingSettings.defaults());

  @BeforeEach
  void someone() {
    assertThat(api.newcomer(EMAIL, PASSWORD).status()).isEqualTo(201);
  }

  @AfterEach
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aStoredHashIsNoLessThanOwaspLists() {
    Matcher stored = STORED.matcher(stored());
    assertThat(stored.matches()).as(stored()).isTrue();
    assertThat(Integer.parseInt(stored.group(1)))
        .isEqualTo(HashingSettings.defaults().memory())
        .isGreaterThanOrEqualTo(19_456);
    assertThat(Integer.parseInt(stored.group(2)))
        .isEqualTo(HashingSettings.defaults().iterations())
        .isGreaterThanOrEqualTo(2);
    assertThat(Base64.getDecoder().decode(stored.group(3))).as("salt").hasSize(16);
    assertThat(Base64.getDecoder().decode(stored.group(4))).as("tag").hasSize(32);
  }

  @Test
  void anOlderHashIsMadeAnewByOneUpdateAtTheNextSignIn() {
    String today = stored().substring(0, stored().indexOf(",p=1$"));
    keep(old(PASSWORD));
    countUpdates();
    assertThat(signIn(PASSWORD + "!")).isEqualTo(401);
    assertThat(updates()).isZero();
    assertThat(signIn(PASSWORD)).isEqualTo(200);
    assertThat(updates()).isOne();
    assertThat(stored()).startsWith(today);
    assertThat(signIn(PASSWORD)).isEqualTo(200);
    assertThat(updates()).as("of today's").isOne();
  }

  /// One to compare with, and where that one was right and is outdated, today's (decision 0020).
  @Test
  void aSignInIsOneHashAndTwoWhereTheStoredOneIsMadeAnew() {
    assertThat(hashesOf(200, EMAIL, PASSWORD)).isOne();
    assertThat(hashesOf(401, EMAIL, PASSWORD + "!")).isOne();
    assertThat(hashesOf(401, "nobody@example.com", PASSWORD)).isOne();
    assertThat(hashesOf(401, "no address", PASSWORD)).isOne();
    keep(old(PASSWORD));
    // Not in the middle of what is counted.
    api.takeUpKeys();
    assertThat(hashesOf(401, EMAIL, PASSWORD + "!")).as("of an older hash").isOne();
    assertThat(hashesOf(200, EMAIL, PASSWORD)).as("made anew").isEqualTo(2);
    assertThat(hashesOf(200, EMAIL, PASSWORD)).as("of today's again").isOne();
  }

  /// The password was right, whatever the code is worth; and no connection is held for a hash.
  @Test
  void aHashIsMadeAnewBeforeACodeIsLookedAt() {
    Enrolled one = Enrolled.of(api, "codes@example.com");
    keep(old(Enrolled.PASSWORD));
    api.takeUpKeys();
    assertThat(hashesOf(one, "")).as("none was typed").isOne();
    assertThat(hashesOf(one, one.wrong())).as("made anew").isEqualTo(2);
    assertThat(hashesOf(one, one.wrong())).as("of today's again").isOne();
    assertThat(one.login(one.code()).status()).isEqualTo(200);
  }

  private long hashesOf(Enrolled one, String code) {
    return new Hashes(api).during(() -> assertThat(one.login(code).status()).isEqualTo(401));
  }

  /// Longer than any password is in the most letters that one may take.
  @Test
  void whatIsTooLongForAPasswordIsNotHashed() {
    assertThat(hashesOf(401, EMAIL, "x".repeat(512))).isOne();
    assertThat(hashesOf(401, EMAIL, "x".repeat(513))).isZero();
    assertThat(hashesOf(401, "nobody@example.com", "x".repeat(513))).isZero();
  }

  private long hashesOf(int status, String email, String password) {
    return new Hashes(api)
        .during(() -> assertThat(signIn(email, password)).as(email).isEqualTo(status));
  }

  private int signIn(String password) {
    return signIn(EMAIL, password);
  }

  private int signIn(String email, String password) {
    return api.post(
            "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
        .status();
  }

  private static String old(String password) {
    var meters = new SimpleMeterRegistry();
    var clock = new MutableClock(Instant.now());
    try (var hasher =
        new PasswordHasher(
            new HashingSettings(7168, 5, 1, 1, 1), PasswordPepper.none(clock, meters), meters)) {
      return hasher.hash(Unchecked.password(password));
    }
  }

  private String stored() {
    try (Handle handle = api.superuser()) {
      return handle.select("SELECT password_phc FROM credentials").mapTo(String.class).one();
    }
  }

  private void keep(String hash) {
    try (Handle handle = api.superuser()) {
      handle.execute("UPDATE credentials SET password_phc = ?", hash);
    }
  }

  private void countUpdates() {
    try (Handle handle = api.superuser()) {
      handle.execute("CREATE TABLE updates (made int)");
      handle.execute(
          """
          CREATE FUNCTION count_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
          $$ BEGIN INSERT INTO public.updates VALUES (1); RETURN NEW; END $$
          """);
      handle.execute(
          "CREATE TRIGGER counted AFTER UPDATE ON credentials FOR EACH ROW EXECUTE FUNCTION"
              + " count_update()");
    }
  }

  private long updates() {
    try (Handle handle = api.superuser()) {
      return handle.select("SELECT count(*) FROM updates").mapTo(Long.class).one();
    }
  }
}
