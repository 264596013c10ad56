package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionApiTest {

  private static final String PASSWORD = "a long enough password";

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void everyReasonToRefuseALoginLooksTheSame() {
    String disabled = account(api.newcomer("disabled@example.com", PASSWORD));
    Object _ = api.newcomer("right@example.com", PASSWORD);
    try (Handle handle = api.superuser()) {
      handle.execute("UPDATE accounts SET disabled_at = now() WHERE id = ?::uuid", disabled);
    }
    String wrong = login("right@example.com", "another long password").bytes();
    assertThat(wrong).startsWith("401").contains("/problems/invalid-credentials");
    assertThat(login("unknown@example.com", PASSWORD).bytes()).isEqualTo(wrong);
    assertThat(login("disabled@example.com", PASSWORD).bytes()).isEqualTo(wrong);
    assertThat(login("no address", PASSWORD).bytes()).isEqualTo(wrong);
    assertThat(login("right@example.com", "").bytes()).isEqualTo(wrong);
    assertThat(login("unknown@example.com", "").bytes()).isEqualTo(wrong);
    assertThat(login("right@example.com", "x".repeat(5_000)).bytes()).isEqualTo(wrong);
    assertThat(login("right@example.com", PASSWORD + " ").bytes()).isEqualTo(wrong);
    assertThat(login("RIGHT@example.com", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void aDisabledAccountIsOutAtOnce() {
    Answer session = api.newcomer("soon@example.com", PASSWORD);
    try (Handle handle = api.superuser()) {
      handle.execute(
          "UPDATE accounts SET disabled_at = now() WHERE id = ?::uuid", account(session));
    }
    out(session);
    assertThat(refresh(session.text("refreshToken")).status()).isEqualTo(401);
  }

  /// S3-7.
  @Test
  void refreshSwapsThePairAndAReplayEndsTheSession() {
    Answer first = api.newcomer("swap@example.com", PASSWORD);
    Answer second = refresh(first.text("refreshToken"));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text("refreshToken")).isNotEqualTo(first.text("refreshToken"));
    assertThat(refresh(first.text("refreshToken")).text("refreshToken"))
        .isEqualTo(second.text("refreshToken"));
    api.clock().advance(Duration.ofSeconds(11));
    Answer replayed = refresh(first.text("refreshToken"));
    assertThat(replayed.problem()).isEqualTo("unauthenticated");
    assertThat(refresh(second.text("refreshToken")).bytes()).isEqualTo(replayed.bytes());
    assertThat(refresh("klr_none").bytes()).isEqualTo(replayed.bytes());
    out(second);
    assertThat(acts(first)).isEqualTo("session.started session.refresh-replayed");
  }

  @Test
  void logoutIsFeltAtOnceEverywhere() {
    Answer session = api.newcomer("leave@example.com", PASSWORD);
    Answer other = login("leave@example.com", PASSWORD);
    assertThat(me(session).status()).isEqualTo(200);
    assertThat(logout(session).status()).isEqualTo(204);
    out(session);
    assertThat(refresh(session.text("refreshToken")).status()).isEqualTo(401);
    assertThat(me(other).status()).isEqualTo(200);
    assertThat(acts(session)).isEqualTo("session.started session.started session.ended");
  }

  @Test
  void meSaysWhoAndWhere() {
    Answer session = api.newcomer("who@example.com", PASSWORD);
    JsonNode me = me(session).json();
    assertThat(me.path("account")).isEqualTo(session.json().path("account"));
    assertThat(me.path("workspaces")).isEqualTo(session.json().path("workspaces"));
    assertThat(me.path("sessionId").asText()).hasSize(36);
  }

  /// Whoever got no answer still holds the old token, and using it again must not look like theft.
  @Test
  void aRefreshThatCannotBeAnsweredHasNotHappened() {
    Answer session = api.newcomer("half@example.com", PASSWORD);
    withoutWorkspaces(() -> {
      assertThat(refresh(session.text("refreshToken")).status()).isEqualTo(500);
      assertThat(login("half@example.com", PASSWORD).status()).isEqualTo(500);
    });
    assertThat(acts(session)).isEqualTo("session.started");
    api.clock().advance(Duration.ofMinutes(1));
    assertThat(refresh(session.text("refreshToken")).status()).isEqualTo(200);
  }

  private void withoutWorkspaces(Runnable call) {
    try (Handle handle = api.superuser()) {
      handle.execute("ALTER FUNCTION workspaces_of RENAME TO away");
      try {
        call.run();
      } finally {
        handle.execute("ALTER FUNCTION away RENAME TO workspaces_of");
      }
    }
  }

  private void out(Answer session) {
    String workspace = session.json().path("workspaces").path(0).path("id").asText();
    for (String path :
        new String[] {
          "/v1/me",
          "/v1/workspaces",
          "/v1/workspaces/" + workspace,
          "/v1/workspaces/" + workspace + "/audit-events"
        }) {
      assertThat(api.call("GET", path).bearer(session.text("accessToken")).send().status())
          .as(path)
          .isEqualTo(401);
    }
    assertThat(logout(session).status()).isEqualTo(401);
  }

  private Answer me(Answer session) {
    return api.call("GET", "/v1/me").bearer(session.text("accessToken")).send();
  }

  private Answer logout(Answer session) {
    return api.call("DELETE", "/v1/sessions/current").bearer(session.text("accessToken")).send();
  }

  private Answer login(String email, String password) {
    return api.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private Answer refresh(String token) {
    return api.post("/v1/sessions/refresh", "{\"refreshToken\":\"%s\"}".formatted(token));
  }

  private static String account(Answer session) {
    return session.json().path("account").path("id").asText();
  }

  private String acts(Answer session) {
    try (Handle handle = api.superuser()) {
      return handle
          .select(
              "SELECT string_agg(action, ' ' ORDER BY seq) FROM platform_audit_events WHERE chain ="
                  + " ?",
              "account/" + account(session))
          .mapTo(String.class)
          .one();
    }
  }
}
