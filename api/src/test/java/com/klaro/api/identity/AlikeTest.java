package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.limits.Limit;
import com.klaro.store.limits.Place;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// S6-1 and S6-3: whoever has an account and whoever has none get the same bytes, for as many
/// hashes and as many statements. There is no way to sign in without a password that an account
/// could have instead. That the API has neither an SMTP nor an HTTP client is what `RoomsTest`
/// holds; what it is handed, it does not ask.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlikeTest {

  private static final String PASSWORD = "a long enough password";
  private static final String WRONG = "not the password at all";

  /// Of the parameters of long ago.
  private static final String OLD =
      "$argon2id$v=19$m=7168,t=5,p=1$c2FsdHNhbHRzYWx0$"
          + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final RunningApi api = RunningApi.start();
  private final Hashes hashes = new Hashes(api);

  private record Seen(String bytes, long hashes, long statements) {}

  @BeforeAll
  void people() {
    for (String name : List.of("known", "locked", "disabled", "legacy")) {
      assertThat(api.newcomer(name + "@example.com", PASSWORD).status()).isEqualTo(201);
    }
    Object _ = api.signup("unverified@example.com");
    lock("locked@example.com");
    assertThat(login("locked@example.com", PASSWORD).status()).as("it is shut").isEqualTo(401);
    try (Handle handle = api.superuser()) {
      handle.execute(
          "UPDATE accounts SET disabled_at = now() WHERE email_index = ?",
          index("disabled@example.com"));
      handle.execute(
          "UPDATE credentials SET password_phc = ? WHERE account_id = (SELECT id FROM accounts"
              + " WHERE email_index = ?)",
          OLD,
          index("legacy@example.com"));
    }
  }

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void aRefusedSignInIsOneHashWhoeverItIsAbout() {
    var seen = new LinkedHashMap<String, Seen>();
    for (String password : List.of(WRONG, "")) {
      for (String name :
          List.of("unknown", "known", "locked", "unverified", "disabled", "legacy")) {
        seen.put(name + " " + password, seen(() -> login(name + "@example.com", password)));
      }
    }
    // S6-4: whoever shut the account by guessing does not learn which guess was right.
    seen.put("locked, and right", seen(() -> login("locked@example.com", PASSWORD)));
    alike(seen);
    assertThat(seen.values())
        .allSatisfy(it -> {
          assertThat(it.bytes()).startsWith("401").contains("invalid-credentials");
          assertThat(it.hashes()).isOne();
          assertThat(it.statements()).isPositive();
        });
  }

  @Test
  void whoAsksForALetterWaitsForNoHashAndNoLetter() {
    int asked = api.breached().asked();
    for (String flow : List.of("/v1/password-resets", "/v1/signups")) {
      var seen = new LinkedHashMap<String, Seen>();
      for (String name : List.of("unknown", "known", "disabled", "unverified")) {
        seen.put(name, seen(() -> ask(flow, name + "@example.com")));
      }
      alike(seen);
      assertThat(seen.values())
          .allSatisfy(it -> {
            assertThat(it.bytes()).startsWith("202");
            assertThat(it.hashes()).isZero();
            assertThat(it.statements()).isPositive();
          });
    }
    assertThat(api.breached().asked()).isEqualTo(asked);
  }

  /// The request's path looks nobody up: it does as well where there is nothing to look into.
  @Test
  void whoAsksForALetterIsLookedUpByNobodyWhoAnswers() {
    try (Handle handle = api.superuser()) {
      away(handle, "accounts", "credentials");
      try {
        assertThat(login("known@example.com", PASSWORD).status())
            .as("they are away")
            .isEqualTo(500);
        for (String name : List.of("known", "unknown", "disabled", "unverified")) {
          assertThat(kept(handle, "signups", () -> ask("/v1/signups", name + "@example.com")))
              .as(name)
              .isOne();
          assertThat(
                  kept(
                      handle,
                      "password_resets",
                      () -> ask("/v1/password-resets", name + "@example.com")))
              .as(name)
              .isOne();
        }
      } finally {
        back(handle, "accounts", "credentials");
      }
    }
    assertThat(login("known@example.com", PASSWORD).status()).isEqualTo(200);
  }

  private static void away(Handle handle, String... tables) {
    for (String table : tables) {
      handle.execute("ALTER TABLE " + table + " RENAME TO " + table + "_away");
    }
  }

  private static void back(Handle handle, String... tables) {
    for (String table : tables) {
      handle.execute("ALTER TABLE " + table + "_away RENAME TO " + table);
    }
  }

  /// How many rows it left.
  private static long kept(Handle handle, String table, Supplier<Answer> request) {
    long before = rows(handle, table);
    assertThat(request.get().status()).isEqualTo(202);
    return rows(handle, table) - before;
  }

  private static long rows(Handle handle, String table) {
    return handle.select("SELECT count(*) FROM " + table).mapTo(Long.class).one();
  }

  private static void alike(Map<String, Seen> seen) {
    Seen first = seen.values().iterator().next();
    assertThat(seen).allSatisfy((name, it) -> assertThat(it).as(name).isEqualTo(first));
  }

  /// Of three, the one with the fewest statements: a connection that lay idle is asked first
  /// whether it lives.
  private Seen seen(Supplier<Answer> request) {
    return Stream.generate(() -> once(request))
        .limit(3)
        .min((one, other) -> Long.compare(one.statements(), other.statements()))
        .orElseThrow();
  }

  private Seen once(Supplier<Answer> request) {
    long before = hashes.count();
    try (var statements = new Statements()) {
      String bytes = request.get().bytes();
      return new Seen(bytes, hashes.count() - before, statements.count());
    }
  }

  private Answer login(String email, String password) {
    return api.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private Answer ask(String flow, String email) {
    String more =
        flow.equals("/v1/signups") ? ",\"workspaceName\":\"Shop\",\"country\":\"IN\"" : "";
    return api.post(flow, "{\"email\":\"%s\"%s}".formatted(email, more));
  }

  /// As many wrong passwords from everywhere would.
  private void lock(String email) {
    var account = new Limit("login-account", 1, Duration.ofHours(2));
    for (int i = 0; i < 4; i++) {
      api.store().limits().add(List.of(new Place(account, index(email))));
    }
  }

  private byte[] index(String email) {
    return new AddressIndex(api.store().key(AddressIndex.SECRET)).of(new EmailAddress(email));
  }
}
