package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.sandbox.process.Patience;
import com.klaro.workflows.identity.SignupId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// S2-3: which passwords are taken, wherever one is chosen.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewPasswordsApiTest {

  private static final String GOOD = "a long enough password";
  private static final String OTHER = "correct horse battery staple";
  private static final String COMPANY = "Zorvexalia Pundrick";
  private static final String STOLEN = "five stolen purple donkeys";

  private static final String LISTS_READ = "executor_completed_tasks_total{name=\"judging\"} 1";

  private static final Predicate<String> WORK =
      Pattern.compile("^executor_completed_tasks_total\\{name=\"(judging|hashing)\"}")
          .asPredicate();

  private final RunningApi api = RunningApi.start();

  @BeforeEach
  void somebodyTells() {
    api.breached().away(false);
    api.breached().publish(STOLEN);
  }

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void theListsAreReadBeforeAnybodyChooses() {
    try (RunningApi fresh = RunningApi.start()) {
      assertThat(
              Patience.await(
                  Duration.ofSeconds(30),
                  () -> fresh.admin("GET", "/metrics").send().bytes().contains(LISTS_READ)))
          .isTrue();
    }
  }

  @Test
  void completionRefusesWhatIsGuessedOrStolenAndKeepsTheLink() {
    String token = api.mailedToken(api.signup("asha.weaver@example.com"));
    for (String refused :
        new String[] {
          "passwordpassword",
          "Asha Lakshmi Rao",
          "asha.weaver@example.com",
          "AshaWeaver123456",
          "klaroklaroklaro",
          STOLEN
        }) {
      refused(api.complete(token, "Asha Lakshmi Rao", refused), "password", refused);
    }
    assertThat(api.complete(token, "Asha Lakshmi Rao", OTHER).status()).isEqualTo(201);
  }

  @Test
  void redemptionKnowsWhoseItIsAndKeepsTheLink() {
    Object _ = api.newcomer("redeem.weaver@example.com", GOOD);
    String token = api.resetToken("redeem.weaver@example.com");
    for (String refused :
        new String[] {"New Comer New Comer", "redeem weaver 2026", "qwertyuiop123456", STOLEN}) {
      refused(redeem(token, refused), "newPassword", refused);
    }
    assertThat(redeem(token, OTHER).status()).isEqualTo(204);
  }

  @Test
  void changeKnowsWhoseItIs() {
    Answer session = api.newcomer("change.weaver@example.com", GOOD);
    for (String refused :
        new String[] {"New Comer New Comer", "change weaver 2026", "111111111111111", STOLEN}) {
      refused(change(session, GOOD, refused), "newPassword", refused);
    }
    refused(change(session, GOOD, GOOD), "newPassword", GOOD);
    assertThat(change(session, GOOD, OTHER).status()).isEqualTo(204);
    assertThat(login("change.weaver@example.com", OTHER).status()).isEqualTo(200);
  }

  /// All who work there would try it first.
  @Test
  void theNameOfAWorkspaceIsNoPasswordOfItsOwner() {
    String[] names = {COMPANY, "zorvexaliapundrick", "Zorvexalia-Zorvexalia"};
    String token = founding("founder@example.com");
    for (String refused : names) {
      refused(api.complete(token, "Asha Rao", refused), "password", refused);
    }
    Answer session = api.complete(token, "Asha Rao", GOOD);
    assertThat(session.status()).isEqualTo(201);
    String reset = api.resetToken("founder@example.com");
    for (String refused : names) {
      refused(redeem(reset, refused), "newPassword", refused);
      refused(change(session, GOOD, refused), "newPassword", refused);
    }
    for (int i = 0; i < names.length; i++) {
      assertThat(api.newcomer("rival" + i + "@example.com", names[i]).status())
          .as("somebody else's, and only then %s", names[i])
          .isEqualTo(201);
    }
  }

  /// The token of a link to whoever founds the company.
  private String founding(String email) {
    assertThat(
            api.post(
                    "/v1/signups",
                    "{\"email\":\"%s\",\"workspaceName\":\"%s\",\"country\":\"IN\"}"
                        .formatted(email, COMPANY))
                .status())
        .isEqualTo(202);
    try (Handle handle = api.superuser()) {
      return api.mailedToken(
          new SignupId(
              handle
                  .select("SELECT id FROM signups ORDER BY id DESC LIMIT 1")
                  .mapTo(UUID.class)
                  .one()));
    }
  }

  /// Whoever does not prove to be the owner learns nothing about the owner's names.
  @Test
  void theProofIsAskedBeforeThePassword() {
    Answer session = api.newcomer("proof.weaver@example.com", GOOD);
    int asked = api.breached().asked();
    assertThat(redeem("kls_" + "A".repeat(43), STOLEN).problem()).isEqualTo("invalid-token");
    assertThat(api.complete("kls_" + "A".repeat(43), "Proof", STOLEN).problem())
        .isEqualTo("invalid-token");
    assertThat(change(session, "not my password at all", "proof weaver 2026").problem())
        .isEqualTo("invalid-credentials");
    assertThat(api.breached().asked()).isEqualTo(asked);
  }

  @Test
  void nobodyIsAskedAtALogin() {
    Object _ = api.newcomer("login@example.com", GOOD);
    api.breached().publish(GOOD);
    try {
      int asked = api.breached().asked();
      assertThat(login("login@example.com", GOOD).status()).isEqualTo(200);
      assertThat(api.breached().asked()).isEqualTo(asked);
    } finally {
      api.breached().forget(GOOD);
    }
  }

  @Test
  void whileNobodyTellsAPasswordIsTaken() {
    api.breached().away(true);
    assertThat(api.newcomer("open@example.com", STOLEN).status()).isEqualTo(201);
  }

  @Test
  void whileNobodyTellsNoneIsTakenWhereItMustBeKnown() {
    try (RunningApi closed = RunningApi.closedToUnknownPasswords()) {
      String token = closed.mailedToken(closed.signup("closed@example.com"));
      closed.breached().away(true);
      Answer later = closed.complete(token, "Asha", OTHER);
      assertThat(later.status()).isEqualTo(503);
      assertThat(later.problem()).isEqualTo("overloaded");
      assertThat(later.header("Retry-After")).isEqualTo("5");
      closed.breached().away(false);
      assertThat(closed.complete(token, "Asha", OTHER).status()).isEqualTo(201);
      assertThat(closed.server().web().undeclared()).isEmpty();
    }
  }

  @Test
  void everyLengthFrom15To256OfAnyScriptIsTakenExactlyAsTyped() {
    String typed = " Zürich käse 漢字 🔑 ";
    Object _ = api.newcomer("typed@example.com", typed);
    assertThat(login("typed@example.com", typed).status()).isEqualTo(200);
    for (String other : new String[] {typed.strip(), typed.toLowerCase(Locale.ROOT), typed + " "}) {
      assertThat(login("typed@example.com", other).status()).as(other).isEqualTo(401);
    }
    String sentence = "Nine grey whales sing about the moon. ";
    String longest = (sentence + "Ärger mit dem Zug? 駅で待つ。".repeat(20)).substring(0, 256);
    for (String fits : new String[] {"mxqvbztrkwplhjd", longest.substring(0, 64), longest}) {
      String email = "length" + fits.length() + "@example.com";
      assertThat(api.newcomer(email, fits).status()).as("%d", fits.length()).isEqualTo(201);
      assertThat(login(email, fits).status()).isEqualTo(200);
    }
    String token = api.mailedToken(api.signup("length@example.com"));
    refused(api.complete(token, "Asha", "mxqvbztrkwplhj"), "password", "mxqvbztrkwplhj");
    refused(api.complete(token, "Asha", longest + "x"), "password", longest);
  }

  /// Beyond 1024 bytes there is nothing that anybody would have to look at.
  @Test
  void whatIsTooLongCostsNoWork() {
    String token = api.mailedToken(api.signup("bytes@example.com"));
    String tooLong = "🔑".repeat(257);
    refused(api.complete(token, "Asha", tooLong), "password", tooLong);
    int asked = api.breached().asked();
    List<String> work = work();
    assertThat(work).hasSize(2);
    refused(api.complete(token, "Asha", tooLong), "password", tooLong);
    assertThat(work()).isEqualTo(work);
    assertThat(api.breached().asked()).isEqualTo(asked);
    refused(api.complete(token, "Asha", "passwordpassword"), "password", tooLong);
    // A pool counts what it did a moment after it handed the result over.
    assertThat(Patience.await(Duration.ofSeconds(5), () -> !work().equals(work))).isTrue();
  }

  /// What was judged and hashed until now, as the metrics count it.
  private List<String> work() {
    return api.admin("GET", "/metrics").send().body().lines().filter(WORK).toList();
  }

  private static void refused(Answer answer, String field, String password) {
    assertThat(answer.status()).as(password).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().path("errors")).hasSize(1);
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
    assertThat(answer.json().path("errors").path(0).path("message").asText()).isNotBlank();
    assertThat(answer.body()).doesNotContain(password);
  }

  private Answer redeem(String token, String password) {
    return api.post(
        "/v1/password-resets/redeem",
        "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, password));
  }

  private Answer change(Answer session, String current, String chosen) {
    return api.call("POST", "/v1/me/password")
        .bearer(session.text("accessToken"))
        .json("{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, chosen))
        .send();
  }

  private Answer login(String email, String password) {
    return api.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }
}
