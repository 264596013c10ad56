package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Where an account is signed in, and what its owner does about it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnSessionsApiTest {

  private static final String PASSWORD = "a long enough password";
  private static final String NEW = "another long password";

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void myDevicesAreListedAndOneCanBeSignedOut() {
    Answer here = api.newcomer("devices@example.com", PASSWORD);
    Answer there = login("devices@example.com", PASSWORD, "Phone of\tAsha");
    JsonNode items = list(here, "");
    assertThat(items).hasSize(2);
    assertThat(items.path(0).path("current").asBoolean()).isTrue();
    assertThat(items.path(1).path("current").asBoolean()).isFalse();
    assertThat(items.path(1).path("userAgent").asText()).contains("Phone of");
    String first = get(here, "/v1/sessions?limit=1").json().path("nextCursor").asText();
    assertThat(list(here, "?cursor=" + first)).hasSize(1);

    assertThat(end(here, items.path(1).path("id").asText()).status()).isEqualTo(204);
    assertThat(me(there).status()).isEqualTo(401);
    assertThat(me(here).status()).isEqualTo(200);
    assertThat(end(here, items.path(1).path("id").asText()).status()).isEqualTo(404);
    assertThat(list(here, "")).hasSize(1);
  }

  @Test
  void nobodyEndsWhatIsNotTheirs() {
    Answer mine = api.newcomer("mine@example.com", PASSWORD);
    Answer theirs = api.newcomer("theirs@example.com", PASSWORD);
    String their = list(theirs, "").path(0).path("id").asText();
    assertThat(end(mine, their).bytes()).isEqualTo(end(mine, UUID.randomUUID().toString()).bytes());
    assertThat(me(theirs).status()).isEqualTo(200);

    Answer other = login("mine@example.com", PASSWORD, "");
    assertThat(delete(mine, "current").status()).isEqualTo(204);
    for (String gone : List.of("others", "current", list(other, "").path(0).path("id").asText())) {
      assertThat(delete(mine, gone).status()).as(gone).isEqualTo(401);
    }
    assertThat(get(mine, "/v1/sessions").status()).isEqualTo(401);
    assertThat(me(other).status()).isEqualTo(200);
  }

  @Test
  void allOthersAreSignedOutAtOnce() {
    Answer here = api.newcomer("others@example.com", PASSWORD);
    Answer one = login("others@example.com", PASSWORD, "");
    Answer two = login("others@example.com", PASSWORD, "");
    assertThat(delete(here, "others").status()).isEqualTo(204);
    assertThat(delete(here, "others").status()).isEqualTo(204);
    assertThat(me(one).status()).isEqualTo(401);
    assertThat(me(two).status()).isEqualTo(401);
    assertThat(me(here).status()).isEqualTo(200);
  }

  @Test
  void aChangedPasswordEndsEveryOtherSessionAndEveryLink() {
    Answer here = api.newcomer("change@example.com", PASSWORD);
    Answer there = login("change@example.com", PASSWORD, "");
    String link = api.resetToken("change@example.com");

    assertThat(change(here, "not the password", NEW).problem()).isEqualTo("invalid-credentials");
    assertThat(change(here, PASSWORD, "short").problem()).isEqualTo("invalid-request");
    assertThat(me(there).status()).isEqualTo(200);

    assertThat(change(here, PASSWORD, NEW).status()).isEqualTo(204);
    assertThat(me(there).status()).isEqualTo(401);
    assertThat(me(here).status()).isEqualTo(200);
    assertThat(login("change@example.com", PASSWORD, "").status()).isEqualTo(401);
    assertThat(login("change@example.com", NEW, "").status()).isEqualTo(200);
    assertThat(
            api.post(
                    "/v1/password-resets/redeem",
                    "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(link, PASSWORD))
                .problem())
        .isEqualTo("invalid-token");
    assertThat(notices(here)).containsExactly("password-changed");
  }

  @Test
  void ofTwoChangesAtOnceOneIsMade() throws Exception {
    Answer here = api.newcomer("twice@example.com", PASSWORD);
    List<Future<Integer>> answers = new ArrayList<>();
    try (var callers = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        String password = NEW + i;
        answers.add(callers.submit(() -> change(here, PASSWORD, password).status()));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsOnlyOnce(204).allMatch(it -> it == 204 || it == 401);
    assertThat(notices(here)).hasSize(1);
  }

  @Test
  void whoProvesThemselvesOnceMoreGetsAFreshSessionInPlaceOfTheOld() {
    Answer old = api.newcomer("again@example.com", PASSWORD);
    assertThat(reauthenticate(old, "not the password").problem()).isEqualTo("invalid-credentials");
    Answer fresh = reauthenticate(old, PASSWORD);
    assertThat(fresh.status()).isEqualTo(200);
    assertThat(me(fresh).status()).isEqualTo(200);
    assertThat(me(old).status()).isEqualTo(401);
    assertThat(refresh(old).status()).isEqualTo(401);
    assertThat(refresh(fresh).status()).isEqualTo(200);
    assertThat(reauthenticate(old, PASSWORD).problem()).isEqualTo("unauthenticated");
  }

  @Test
  void theOwnerHearsOfACopiedToken() {
    Answer session = api.newcomer("copied@example.com", PASSWORD);
    assertThat(refresh(session).status()).isEqualTo(200);
    api.clock().advance(java.time.Duration.ofSeconds(11));
    assertThat(refresh(session).status()).isEqualTo(401);
    assertThat(refresh(session).status()).isEqualTo(401);
    assertThat(notices(session)).containsExactly("session-replayed");
  }

  private JsonNode list(Answer session, String query) {
    return get(session, "/v1/sessions" + query).json().path("items");
  }

  private Answer get(Answer session, String path) {
    return api.call("GET", path).bearer(session.text("accessToken")).send();
  }

  private Answer me(Answer session) {
    return get(session, "/v1/me");
  }

  private Answer end(Answer session, String id) {
    return delete(session, id);
  }

  private Answer delete(Answer session, String which) {
    return api.call("DELETE", "/v1/sessions/" + which).bearer(session.text("accessToken")).send();
  }

  private Answer change(Answer session, String current, String password) {
    return post(
        session,
        "/v1/me/password",
        "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, password));
  }

  private Answer reauthenticate(Answer session, String password) {
    return post(
        session, "/v1/sessions/reauthenticate", "{\"password\":\"%s\"}".formatted(password));
  }

  private Answer post(Answer session, String path, String json) {
    return api.call("POST", path).bearer(session.text("accessToken")).json(json).send();
  }

  private Answer login(String email, String password, String device) {
    return api.call("POST", "/v1/sessions")
        .header("User-Agent", device)
        .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
        .send();
  }

  private Answer refresh(Answer session) {
    return api.post(
        "/v1/sessions/refresh",
        "{\"refreshToken\":\"%s\"}".formatted(session.text("refreshToken")));
  }

  private List<String> notices(Answer session) {
    try (Handle handle = api.superuser()) {
      return handle
          .select(
              "SELECT kind FROM notices WHERE account_id = ?::uuid",
              session.json().path("account").path("id").asText())
          .mapTo(String.class)
          .list();
    }
  }
}
