package com.klaro.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What somebody takes along of themselves.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountExportApiTest {

  private static final String PASSWORD = "a long enough password";

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void everythingThatIsKeptIsThereAndNothingElse() {
    Answer session = api.newcomer("mine@example.com", PASSWORD);
    Answer ended = login("mine@example.com");
    assertThat(call("DELETE", "/v1/sessions/current", ended).send().status()).isEqualTo(204);
    assertThat(
            call("POST", "/v1/me/email", session)
                .json("{\"newEmail\":\"next@example.com\"}")
                .send()
                .status())
        .isEqualTo(202);
    Object _ = api.newcomer("theirs@example.com", PASSWORD);

    Answer export = call("GET", "/v1/me/export", session).send();
    assertThat(export.status()).isEqualTo(200);
    assertThat(export.header("Content-Type")).startsWith("application/json");
    assertThat(export.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"klaro-account.json\"");
    JsonNode all = export.json();
    assertThat(all.path("account").path("email").asText()).isEqualTo("mine@example.com");
    assertThat(all.path("account").path("createdAt").asText()).matches("\\d{4}-\\d\\d-.*Z");
    assertThat(all.path("workspaces")).hasSize(1);
    assertThat(all.at("/workspaces/0/role").asText()).isEqualTo("owner");
    assertThat(all.at("/workspaces/0/since").asText()).matches("\\d{4}-\\d\\d-.*Z");
    assertThat(all.path("sessions")).hasSize(2);
    assertThat(all.at("/sessions/1/endedAt").isNull()).isFalse();
    assertThat(all.at("/emailChanges/0/newEmail").asText()).isEqualTo("next@example.com");
    assertThat(all.path("auditEvents").findValuesAsText("action"))
        .contains("session.started", "session.ended", "email.change-requested")
        .endsWith("account.exported");
    assertThat(export.body())
        .doesNotContain("theirs@example.com", "argon2", "kls_", session.text("refreshToken"));
    for (String hidden : secrets(session)) {
      assertThat(export.body()).doesNotContain(hidden);
    }
  }

  @Test
  void itNeedsARecentProofAndLeavesNoTraceWithoutOne() {
    Answer session = api.newcomer("stale@example.com", PASSWORD);
    try (Handle handle = api.superuser()) {
      handle.execute(
          "UPDATE sessions SET authenticated_at = authenticated_at - interval '10 minutes' WHERE"
              + " account_id = ?::uuid",
          session.json().path("account").path("id").asText());
    }
    Answer refused = call("GET", "/v1/me/export", session).send();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("recent-authentication-required");
    Answer fresh = login("stale@example.com");
    for (int i = 0; i < 2; i++) {
      assertThat(call("HEAD", "/v1/me/export", fresh).send().status()).isEqualTo(200);
    }
    JsonNode all = call("GET", "/v1/me/export", fresh).send().json();
    assertThat(all.path("auditEvents").findValuesAsText("action"))
        .filteredOn("account.exported"::equals)
        .as("nothing was handed out before")
        .hasSize(1);
  }

  /// More rows than are fetched at a time.
  @Test
  void aLongTrailIsWhole() {
    Answer session = api.newcomer("long@example.com", PASSWORD);
    try (Handle handle = api.superuser()) {
      handle.execute(
          """
          INSERT INTO platform_audit_events (chain, seq, at, actor, action, subject, data, previous_hash, hash, mac)
          SELECT 'account/' || ?, n, now(), 'a', 'made.up', 's', '{}', '', '', '' FROM generate_series(1001, 8000) n
          """,
          session.json().path("account").path("id").asText());
    }
    JsonNode all = call("GET", "/v1/me/export", session).send().json();
    assertThat(all.path("auditEvents").findValuesAsText("action"))
        .filteredOn("made.up"::equals)
        .hasSize(7000);
  }

  /// Some thousand, by somebody who signed in all the time: they are read a few at a time.
  @Test
  void manySessionsAreAllThereInTheirOrder() {
    Answer session = api.newcomer("often@example.com", PASSWORD);
    try (Handle handle = api.superuser()) {
      handle.execute(
          """
          INSERT INTO sessions
          SELECT (jsonb_populate_record(s, jsonb_build_object('id', ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
              'refresh_hash', '\\x' || lpad(n::text, 64, '0'), 'ended_at', now()))).*
          FROM sessions s, generate_series(1, 1500) n WHERE s.account_id = ?::uuid
          """,
          session.json().path("account").path("id").asText());
    }
    List<String> ids =
        call("GET", "/v1/me/export", session).send().json().path("sessions").findValuesAsText("id");
    assertThat(ids).hasSize(1501).doesNotHaveDuplicates().isSorted();
  }

  private List<String> secrets(Answer session) {
    try (Handle handle = api.superuser()) {
      return handle
          .select(
              "SELECT encode(refresh_hash, 'hex') FROM sessions WHERE account_id = ?::uuid",
              session.json().path("account").path("id").asText())
          .mapTo(String.class)
          .list();
    }
  }

  private Call call(String method, String path, Answer session) {
    return api.call(method, path).bearer(session.text("accessToken"));
  }

  private Answer login(String email) {
    return api.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
  }
}
