package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.client.ApiClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people type on the host of a program that runs.
class OperatorCommandsTest {
  private static final String DECODE = "/temporal/codec/decode";

  @TempDir private Path folder;

  @Test
  void eachDoesItsWorkAndIsWrittenDown() {
    KlaroHome home = KlaroHome.inMemory(folder);
    try (RunningKlaro klaro = home.start()) {
      theTokenOpensDecodingAndNothingElse(home, klaro);

      new Customer("asha@example.com").becomesACustomer(klaro);
      assertThat(fine(home.run("secrets", "list")))
          .contains("blind-index", "refresh-tokens")
          .as("whatever the program made is declared")
          .doesNotContain("no such secret");
      assertThat(fine(home.run("secrets", "rotate", "temporal-codec"))).isNotBlank();
      refusedIn("mail/…", home.run("secrets", "rotate", "blindindex"));
      refusedIn(
          "./klaro secrets set mail/password", home.run("secrets", "rotate", "mail/password"));

      refusedIn(
          "3650 days", home.run("secrets", "rotate", "access-tokens", "--keep-old", "P110000000D"));

      whoeverIsDisabledIsOut(home, klaro);

      if (Terminal.isThere()) {
        whatIsTypedAtATerminalIsAskedForAndNotShown(home);
      }

      new Customer("ravi@example.com").asksToSignUp(klaro).expect(202);
      assertThat(new Customer("ravi@example.com").token(klaro, Duration.ofSeconds(20)))
          .isNotBlank();
      assertThat(fine(home.run("recover"))).contains("restarted 0, running 1, not reached 0");
      notReached(home.with("TEMPORAL_ADDRESS", "127.0.0.1:1").run("recover"));
      refusedIn(
          "over.yml: profile: this value does not fit here; one of production, development",
          home.config("profile: prod\n").run("migrate", "--config", folder + "/over.yml"));

      new LostFactor(home, klaro).isHelped();

      assertThat(fine(home.run("migrate")))
          .isEqualTo("The database is at this version; there was nothing to do.\n");
      assertThat(fine(home.run("audit", "verify"))).isNotBlank();
      refusedIn("--keys is for an export", home.run("audit", "verify", "--keys", "keys.json"));
      assertThat(klaro.database().texts("SELECT action FROM platform_audit_events"))
          .contains("operator-token.issued", "history.decoded", "secret.listed", "secret.rotated");
    }
  }

  private void whatIsTypedAtATerminalIsAskedForAndNotShown(KlaroHome home) {
    assertThat(
            Terminal.typed(home, "not shown: ", "hunter2 ü\n", "secrets", "set", "mail/password"))
        .contains("Value of mail/password", "mail/password has version 1")
        .doesNotContain("hunter2");
    try {
      Path same = Files.writeString(folder.resolve("same"), "hunter2 ü\n");
      refusedIn(
          "has this value already, as version 1",
          home.runOn(same.toFile(), "secrets", "set", "mail/password"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// There is no database here, and what is piped in has no end.
  @Test
  void whatIsMistypedIsSaidWithoutADatabase() {
    KlaroHome home = KlaroHome.inMemory(folder);
    File endless = new File("/dev/zero");
    refusedIn("use: klaro secrets", home.runOn(endless, "secrets"));
    refusedIn("use: klaro secrets", home.runOn(endless, "secrets", "foo"));
    refusedIn("A secret's name has", home.runOn(endless, "secrets", "set", "mail/\u001b[31mred"));
    refusedIn("mail/…", home.runOn(endless, "secrets", "set", "nobodys"));
    String role = "--role says whose token, and operator is the only role there is: klaro staff";
    refusedIn(role, home.run("staff", "token"));
    refusedIn(role, home.run("staff", "token", "--role", "owner"));
    refusedIn("use: klaro staff token", home.run("staff", "--role", "operator"));
    refusedIn("use: klaro accounts", home.run("accounts", "disable"));
    refusedIn("use: klaro accounts", home.run("accounts", "delete", "a@example.com"));
    refusedIn("neither a mail address", home.run("accounts", "disable", "somebody"));
    refusedIn("use: klaro accounts", home.run("accounts", "reset-second-factor"));
    refusedIn("use: klaro accounts", home.run("accounts", "reset_second_factor", "a@example.com"));
    refusedIn("neither a mail address", home.run("accounts", "reset-second-factor", "somebody"));
    refusedIn("at most 65536 bytes", home.runOn(endless, "secrets", "set", "mail/password"));
  }

  private static void whoeverIsDisabledIsOut(KlaroHome home, RunningKlaro klaro) {
    var out = new Customer("out@example.com");
    out.becomesACustomer(klaro);
    String said = fine(home.run("accounts", "disable", "Out@Example.com"));
    assertThat(said).contains("is disabled").doesNotContain("@");
    String id = said.split(" ")[1];
    assertThat(home.run("accounts", "disable", id).err()).contains("it is disabled already");
    assertThat(home.run("accounts", "disable", "nobody@example.com").err())
        .contains("there is no such account")
        .doesNotContain("nobody@");
    assertThat(fine(home.run("accounts", "enable", id))).contains("may sign in again");
    assertThat(klaro.database().texts("SELECT action FROM platform_audit_events"))
        .contains("account.disabled", "account.enabled");
  }

  private static void theTokenOpensDecodingAndNothingElse(KlaroHome home, RunningKlaro klaro) {
    String token = fine(home.run("staff", "token", "--role", "operator", "--minutes", "5")).strip();
    var admin = ApiClient.of(new OkHttpClient(), klaro.url("admin"));
    Map<String, ?> nothing = Map.of("payloads", List.of());
    assertThat(admin.as(token).post(DECODE, nothing).status()).isEqualTo(200);
    assertThat(admin.as(token + "x").post(DECODE, nothing).status()).isEqualTo(401);
    assertThat(klaro.api().as(token).get("/v1/me").status()).isEqualTo(401);
  }

  private static void notReached(KlaroHome.Ended ended) {
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("restarted 0, running 0, not reached 1");
    assertThat(ended.err().lines().filter(line -> line.startsWith("klaro: ")))
        .containsExactly(
            "klaro: Temporal at 127.0.0.1:1, namespace default: does not answer; then run ./klaro"
                + " recover again");
  }

  private static void refusedIn(String word, KlaroHome.Ended ended) {
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .contains(word)
        .doesNotContain("\u001b");
  }

  private static String fine(KlaroHome.Ended ended) {
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    return ended.out();
  }
}
