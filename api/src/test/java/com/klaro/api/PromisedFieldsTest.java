package com.klaro.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The names that clients outside rely on, spelled out once more: the OpenAPI file is made from the
/// records that are answered, and would follow whoever renames a field of one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromisedFieldsTest {

  private static final String PASSWORD = "a long enough password";

  private final RunningApi api = RunningApi.start();
  private final String workspace =
      "/v1/workspaces/"
          + api.newcomer("asha@example.com", PASSWORD).json().at("/workspaces/0/id").asText();

  private Answer session = signIn();

  @BeforeEach
  void signedIn() {
    session = signIn();
  }

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void ofASession() {
    assertThat(fields(session.json()))
        .containsExactlyInAnyOrder(
            "accessToken",
            "tokenType",
            "expiresIn",
            "refreshToken",
            "refreshExpiresIn",
            "deviceToken",
            "account",
            "workspaces");
    assertThat(fields(session.json().at("/account")))
        .containsExactlyInAnyOrder("id", "email", "fullName");
    assertThat(fields(session.json().at("/workspaces/0")))
        .containsExactlyInAnyOrder("id", "name", "role");
    assertThat(session.text("tokenType")).isEqualTo("Bearer");
    assertThat(session.json().path("expiresIn").asLong()).isEqualTo(600);
  }

  /// Idle for half an hour it ends, and after twelve hours whatever is done.
  @Test
  void aRefreshTokenIsSaidToWorkUntilTheNearerOfItsEnds() {
    Answer last = api.newcomer("long@example.com", PASSWORD);
    assertThat(last.json().path("refreshExpiresIn").asLong()).isEqualTo(1800);
    for (int minutes = 25; minutes <= 700; minutes += 25) {
      api.clock().advance(Duration.ofMinutes(25));
      last =
          api.post(
              "/v1/sessions/refresh",
              "{\"refreshToken\":\"%s\"}".formatted(last.text("refreshToken")));
    }
    assertThat(last.json().path("refreshExpiresIn").asLong())
        .isEqualTo(Duration.ofMinutes(20).toSeconds());
  }

  @Test
  void ofWhoeverIsSignedIn() {
    assertThat(fields(get("/v1/me"))).contains("account", "workspaces", "sessionId");
    assertThat(fields(get("/v1/sessions").at("/items/0")))
        .containsExactlyInAnyOrder("id", "createdAt", "lastSeenAt", "current", "userAgent");
    assertThat(
            fields(
                api.call("POST", "/v1/me/totp").bearer(session.text("accessToken")).send().json()))
        .containsExactlyInAnyOrder("secret", "otpauthUri");
  }

  @Test
  void ofAWorkspace() {
    assertThat(fields(get(workspace))).contains("id", "name", "country", "role", "createdAt");
    assertThat(fields(get(workspace + "/members").at("/items/0")))
        .contains("accountId", "email", "fullName", "role", "since");
    Answer invited =
        api.call("POST", workspace + "/invitations")
            .bearer(session.text("accessToken"))
            .json("{\"email\":\"ravi@example.com\",\"role\":\"agent\"}")
            .send();
    assertThat(fields(invited.json())).contains("id", "email", "role");
    assertThat(fields(get(workspace + "/audit-events").at("/items/0")))
        .contains("seq", "at", "actor", "action", "subject", "data", "hash");
  }

  @Test
  void ofAListAndOfARefusal() {
    assertThat(fields(get("/v1/workspaces"))).containsExactlyInAnyOrder("items", "nextCursor");
    Answer refused = api.post("/v1/signups", "{}");
    assertThat(fields(refused.json()))
        .contains("type", "title", "status", "detail", "requestId", "errors");
    assertThat(fields(refused.json().at("/errors/0")))
        .containsExactlyInAnyOrder("field", "message");
  }

  /// Hours go by between these tests.
  private Answer signIn() {
    return api.post(
        "/v1/sessions", "{\"email\":\"asha@example.com\",\"password\":\"%s\"}".formatted(PASSWORD));
  }

  private JsonNode get(String path) {
    return api.call("GET", path).bearer(session.text("accessToken")).send().json();
  }

  private static Set<String> fields(JsonNode node) {
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
