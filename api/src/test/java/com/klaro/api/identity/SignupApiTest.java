package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Columns;
import com.klaro.api.RunningApi;
import com.klaro.workflows.identity.SignupId;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignupApiTest {

  private static final String PASSWORD = "a long enough password";

  private final RunningApi api = RunningApi.start();

  @BeforeAll
  void aKnownAddress() {
    assertThat(api.newcomer("known@example.com", PASSWORD).status()).isEqualTo(201);
  }

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void knownAndUnknownAddressesGetTheSameBytes() {
    Answer unknown = ask("unknown@example.com", "Shop", "IN");
    assertThat(unknown.status()).isEqualTo(202);
    assertThat(unknown.body()).isEqualTo("{\"status\":\"check-your-email\"}");
    assertThat(ask("known@example.com", "Shop", "IN").bytes()).isEqualTo(unknown.bytes());
    assertThat(ask("KNOWN@EXAMPLE.COM", "Shop", "IN").bytes()).isEqualTo(unknown.bytes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"email\":\"a＠example.com\",\"workspaceName\":\"W\",\"country\":\"IN\"}|email",
        "{\"email\":\"a\\r\\nBcc:"
            + " b@example.com\",\"workspaceName\":\"W\",\"country\":\"IN\"}|email",
        "{\"email\":\"a@example.com\\n\",\"workspaceName\":\"W\",\"country\":\"IN\"}|email",
        "{\"email\":\"\",\"workspaceName\":\"W\",\"country\":\"IN\"}|email",
        "{\"email\":\"a@example\",\"workspaceName\":\"W\",\"country\":\"IN\"}|email",
        "{\"email\":\"a@example.com\",\"workspaceName\":\"W\\r\\nX\",\"country\":\"IN\"}|workspaceName",
        "{\"email\":\"a@example.com\",\"workspaceName\":\" \",\"country\":\"IN\"}|workspaceName",
        "{\"email\":\"a@example.com\",\"workspaceName\":\"W\",\"country\":\"XX\"}|country",
        "{\"email\":\"a@example.com\",\"workspaceName\":\"W\",\"country\":\"in\"}|country",
        "{\"email\":\"a@example.com\",\"workspaceName\":\"W\",\"country\":\"IND\"}|country",
        "{\"email\":\"a@example.com\",\"workspaceName\":\"W\",\"country\":null}|country",
        "{\"email\":null,\"workspaceName\":\"W\",\"country\":\"IN\"}|email",
        "{\"email\":5,\"workspaceName\":\"W\",\"country\":\"IN\"}|email",
        "{\"email\":{\"a\":\"b\"},\"workspaceName\":\"W\",\"country\":\"IN\"}|email",
        "{\"email\":[\"a@example.com\"],\"workspaceName\":\"W\",\"country\":\"IN\"}|email",
        "{\"email\":\"a@example.com\",\"workspaceName\":true,\"country\":\"IN\"}|workspaceName",
        "{\"email\":\"a@example.com\",\"workspaceName\":\"W\",\"country\":\"IN\",\"role\":\"owner\"}|role",
        "{\"email\":\"a@example.com\",\"email\":\"b@example.com\",\"workspaceName\":\"W\",\"country\":\"IN\"}|body",
        "[]|body",
        "null|body",
      })
  void whatIsWrongIsNamed(String body, String field) {
    Answer answer = api.post("/v1/signups", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.field()).isEqualTo(field);
  }

  @Test
  void tooLongIsNamed() {
    assertThat(ask("a".repeat(288) + "@example.com", "W", "IN").field()).isEqualTo("email");
    assertThat(ask("a@example.com", "W".repeat(81), "IN").field()).isEqualTo("workspaceName");
    assertThat(ask("a@example.com", "W".repeat(80), "IN").status()).isEqualTo(202);
    assertThat(
            api.post("/v1/signups", "{\"email\":" + "[".repeat(200) + "]".repeat(200) + "}")
                .field())
        .isEqualTo("body");
  }

  @Test
  void aRefusedPasswordOrNameKeepsTheLink() {
    String token = api.mailedToken(api.signup("patient@example.com"));
    assertThat(api.complete(token, "Pat", "too short").field()).isEqualTo("password");
    assertThat(api.complete(token, "Pat", "x".repeat(257)).field()).isEqualTo("password");
    assertThat(api.complete(token, "P\\nat", PASSWORD).field()).isEqualTo("fullName");
    assertThat(api.complete(token, "Pat", PASSWORD).status()).isEqualTo(201);
  }

  /// Whoever typed the address into a form need not be who reads its mail.
  @Test
  void theHolderOfTheLinkHasTheLastWordOnNameAndCountry() {
    String token = api.mailedToken(api.signup("moved@example.com"));
    assertThat(completed(token, "\"country\":\"XX\"").field()).isEqualTo("country");
    assertThat(completed(token, "\"workspaceName\":\"\"").field()).isEqualTo("workspaceName");
    assertThat(completed(token, "\"workspaceName\":\"" + PASSWORD + "\"").field())
        .isEqualTo("password");

    Answer made = completed(token, "\"workspaceName\":\"Rao & Co\",\"country\":\"DE\"");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("workspaces").path(0).path("name").asText()).isEqualTo("Rao & Co");
    assertThat(countries(made)).isEqualTo("DE");
    assertThat(countries(api.newcomer("stays@example.com", PASSWORD))).isEqualTo("IN");
  }

  private Answer completed(String token, String more) {
    return api.post(
        "/v1/signups/complete",
        "{\"token\":\"%s\",\"fullName\":\"Mo\",\"password\":\"%s\",%s}"
            .formatted(token, PASSWORD, more));
  }

  private String countries(Answer session) {
    return one(
        "SELECT country FROM workspaces WHERE id = '%s'::uuid"
            .formatted(session.json().path("workspaces").path(0).path("id").asText()));
  }

  @Test
  void aCompletionMakesASessionAndAnArgonHash() {
    Answer made = api.newcomer("new@example.com", PASSWORD);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("tokenType")).isEqualTo("Bearer");
    assertThat(made.json().path("account").path("email").asText()).isEqualTo("new@example.com");
    assertThat(made.json().path("workspaces").path(0).path("name").asText())
        .isEqualTo("Shop of new@example.com");
    assertThat(made.json().path("workspaces").path(0).path("role").asText()).isEqualTo("owner");
    String account = made.json().path("account").path("id").asText();
    assertThat(
            one(
                "SELECT password_phc FROM credentials WHERE account_id = '%s'::uuid"
                    .formatted(account)))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    String workspace = made.json().path("workspaces").path(0).path("id").asText();
    assertThat(
            one(
                "SELECT string_agg(action, ' ') FROM audit_events WHERE workspace_id = '%s'::uuid"
                    .formatted(workspace)))
        .isEqualTo("workspace.created");
    assertThat(
            one(
                "SELECT string_agg(action, ' ' ORDER BY seq) FROM platform_audit_events WHERE chain = 'account/%s'"
                    .formatted(account)))
        .isEqualTo("session.started");
  }

  @Test
  void aUsedAMadeUpAndAnExpiredTokenAreTheSame() {
    String used = api.mailedToken(api.signup("used@example.com"));
    assertThat(api.complete(used, "Used", PASSWORD).status()).isEqualTo(201);
    String expected = api.complete(used, "Used", PASSWORD).bytes();
    assertThat(expected).startsWith("400").contains("/problems/invalid-token");
    assertThat(api.complete("kls_" + "A".repeat(43), "Used", PASSWORD).bytes()).isEqualTo(expected);
    assertThat(api.complete("", "Used", PASSWORD).bytes()).isEqualTo(expected);
    String late = api.mailedToken(api.signup("late@example.com"));
    api.clock().advance(RunningApi.LINK_LIFE);
    assertThat(api.complete(late, "Late", PASSWORD).bytes()).isEqualTo(expected);
  }

  @Test
  void tokensOfOneRequestStandAndFallTogether() {
    SignupId request = api.signup("twice@example.com");
    String first = api.mailedToken(request);
    String second = api.mailedToken(request);
    assertThat(second).isNotEqualTo(first);
    assertThat(api.complete(first, "Twice", "short").problem()).isEqualTo("invalid-request");
    assertThat(api.complete(second, "Twice", PASSWORD).status()).isEqualTo(201);
    assertThat(api.complete(first, "Twice", PASSWORD).problem()).isEqualTo("invalid-token");
  }

  @Test
  void aNewerMailEndsTheTokensOfAnOlderRequest() {
    SignupId older = api.signup("again@example.com");
    String dead = api.mailedToken(older);
    api.clock().advance(Duration.ofSeconds(5));
    String live = api.mailedToken(api.signup("Again@Example.com"));
    assertThat(api.complete(dead, "Again", PASSWORD).problem()).isEqualTo("invalid-token");
    assertThat(api.complete(live, "Again", PASSWORD).status()).isEqualTo(201);
  }

  /// A repeat of the older mail, after the newer one, makes a token that works: two requests are
  /// then open at once.
  @Test
  void aSecondCompletionForAnAddressMakesNothing() {
    SignupId older = api.signup("both@example.com");
    SignupId newer = api.signup("both@example.com");
    String one = api.mailedToken(newer);
    String other = api.mailedToken(older);
    assertThat(api.complete(one, "Both", PASSWORD).status()).isEqualTo(201);
    String before = counts();
    Answer second = api.complete(other, "Both", PASSWORD);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.problem()).isEqualTo("conflict");
    assertThat(counts()).isEqualTo(before);
    assertThat(api.complete(other, "Both", PASSWORD).problem())
        .as("nobody can have passwords judged and hashed with it for ever")
        .isEqualTo("invalid-token");
  }

  @Test
  void rowsHoldTheHashOfATokenAndNoAddress() {
    String token = api.mailedToken(api.signup("rows@example.com"));
    var columns = new Columns(api);
    columns.holdOnlyTheHashOf(token, "signup_tokens.token_hash");
    columns.holdNothingOf("rows@example.com");
  }

  private String counts() {
    return one(
        "SELECT concat_ws(' ', (SELECT count(*) FROM accounts), (SELECT count(*) FROM workspaces),"
            + " (SELECT count(*) FROM memberships), (SELECT count(*) FROM sessions), (SELECT"
            + " count(*) FROM audit_events), (SELECT count(*) FROM platform_audit_events), (SELECT"
            + " count(*) FROM outbox))");
  }

  private String one(String sql) {
    try (Handle handle = api.superuser()) {
      return handle.createQuery(sql).mapTo(String.class).one();
    }
  }

  private Answer ask(String email, String name, String country) {
    return api.post(
        "/v1/signups",
        "{\"email\":\"%s\",\"workspaceName\":\"%s\",\"country\":\"%s\"}"
            .formatted(email, name, country));
  }
}
