package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeApiTest {

  private final RunningApi api = RunningApi.start();
  private final People.Person person = api.people().signedIn("me@example.com");
  private final People.Person other = api.people().signedIn("other@example.com");

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void nameAndLanguageAreChangedEachAlone() {
    assertThat(me(person).json().path("locale").asText()).isEqualTo("en");
    Answer named = change("{\"fullName\":\"Aśa Ráo\"}");
    assertThat(named.status()).isEqualTo(200);
    assertThat(named.json()).isEqualTo(me(person).json());
    assertThat(account(person).path("fullName").asText()).isEqualTo("Aśa Ráo");
    assertThat(change("{\"locale\":\"hi-in\"}").status()).isEqualTo(200);
    assertThat(me(person).json().path("locale").asText()).isEqualTo("hi-IN");
    assertThat(account(person).path("fullName").asText()).isEqualTo("Aśa Ráo");
    assertThat(change("{}").status()).isEqualTo(200);
    assertThat(account(other).path("fullName").asText()).isEqualTo("Someone");
    assertThat(me(other).json().path("locale").asText()).isEqualTo("en");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"fullName\":\"\"}|fullName",
        "{\"fullName\":\"\\u202e\"}|fullName",
        "{\"locale\":\"\"}|locale",
        "{\"locale\":\"und\"}|locale",
        "{\"locale\":\"no such language\"}|locale",
        "{\"locale\":\"../../etc\"}|locale",
        "{\"locale\":\"en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd\"}|locale",
        "{\"email\":\"new@example.com\"}|email",
        "{\"id\":\"1\"}|id",
      })
  void whatIsWrongIsNamed(String body, String field) {
    Answer answer = change(body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.field()).isEqualTo(field);
  }

  @Test
  void aRepeatShowsNoWorkspaceThatWasLeftSince() {
    People.Person leaver = api.people().signedIn("leaver@example.com");
    WorkspaceId left = api.people().workspaceOf(api.people().signedIn("stayer@example.com"));
    api.people().join(left, leaver, Role.VIEWER);
    String token = api.token(leaver);
    String body = "{\"locale\":\"hi-IN\"}";
    Answer first = keyed(token, "PATCH", "/v1/me", body);
    assertThat(first.json().path("workspaces")).hasSize(1);
    assertThat(keyed(token, "PATCH", "/v1/me", body).json()).isEqualTo(first.json());
    api.people().remove(left, leaver);
    Answer repeat = keyed(token, "PATCH", "/v1/me", body);
    assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(repeat.json().path("workspaces")).isEmpty();
  }

  /// What they chose since is not undone by what was sent before.
  @Test
  void aRepeatChangesNothingAgain() {
    String token = api.token(api.people().signedIn("undecided@example.com"));
    String body = "{\"locale\":\"hi-IN\"}";
    assertThat(keyed(token, "PATCH", "/v1/me", body).text("locale")).isEqualTo("hi-IN");
    assertThat(
            api.call("PATCH", "/v1/me").bearer(token).json("{\"locale\":\"en\"}").send().status())
        .isEqualTo(200);
    Answer repeat = keyed(token, "PATCH", "/v1/me", body);
    assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(repeat.text("locale")).isEqualTo("en");
  }

  /// Neither what is wrong with what they send, nor what they were answered before.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PATCH|/v1/me|{\"locale\":\"hi-IN\"}|{\"locale\":\"und\"}",
        "POST|/v1/me/email|{\"newEmail\":\"next@example.com\"}|{\"newEmail\":\"none\"}",
      })
  void whoHasSignedOutIsToldNothingElse(String method, String path, String good, String bad) {
    String token = api.token(api.people().signedIn("gone" + path.length() + "@example.com"));
    assertThat(keyed(token, method, path, good).status()).isLessThan(300);
    assertThat(api.call("DELETE", "/v1/sessions/current").bearer(token).send().status())
        .isEqualTo(204);

    assertThat(api.call(method, path).bearer(token).json(bad).send().status()).isEqualTo(401);
    assertThat(keyed(token, method, path, good).status()).isEqualTo(401);
  }

  private Answer keyed(String token, String method, String path, String body) {
    return api.call(method, path)
        .bearer(token)
        .header("Idempotency-Key", "one-of-theirs")
        .json(body)
        .send();
  }

  private Answer change(String body) {
    return api.call("PATCH", "/v1/me").bearer(api.token(person)).json(body).send();
  }

  private Answer me(People.Person who) {
    return api.call("GET", "/v1/me").bearer(api.token(who)).send();
  }

  private JsonNode account(People.Person who) {
    return me(who).json().path("account");
  }
}
