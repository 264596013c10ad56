package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.ChangeMailDue;
import com.klaro.store.identity.EmailChangeWriter;
import com.klaro.workflows.identity.EmailChangeId;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// What tests of a change of address ask of a running API, and what they then look for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmailWishes {

  static final String PASSWORD = "a long enough password";

  /// Chosen by a mailed link, which takes no password that is there already.
  static final String NEXT = "nine herons above a quiet canal";

  final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  record Links(String toOld, String toNew) {}

  Links links(Answer session, String wished) {
    assertThat(ask(session, wished).status()).isEqualTo(202);
    return linksOf(newest());
  }

  Links linksOf(EmailChangeId change) {
    return new Links(
        token(writer().prepareOld(change, RunningApi.LINK_LIFE)),
        token(writer().prepareNew(change, RunningApi.LINK_LIFE)));
  }

  EmailChangeId newest() {
    try (Handle handle = api.superuser()) {
      return new EmailChangeId(
          handle
              .select("SELECT id FROM email_changes ORDER BY id DESC LIMIT 1")
              .mapTo(UUID.class)
              .one());
    }
  }

  EmailChangeWriter writer() {
    return new EmailChangeWriter(
        api.store().database(), api.store().settings().master(), new SecureRandom(), api.clock());
  }

  static String token(ChangeMailDue due) {
    return ((ChangeMailDue.Link) due).token().text();
  }

  static void invalid(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-token");
  }

  Answer newcomer(String email) {
    return api.newcomer(email, PASSWORD);
  }

  /// Somebody whose proof is no longer fresh.
  Answer newcomerLater(String email) {
    Answer session = newcomer(email);
    try (Handle handle = api.superuser()) {
      handle.execute(
          "UPDATE sessions SET authenticated_at = authenticated_at - interval '10 minutes' WHERE"
              + " account_id = ?::uuid",
          account(session));
    }
    return session;
  }

  Answer ask(Answer session, String wished) {
    return ask(session, wished, UUID.randomUUID().toString());
  }

  Answer ask(Answer session, String wished, String key) {
    return api.call("POST", "/v1/me/email")
        .bearer(session.text("accessToken"))
        .header("Idempotency-Key", key)
        .json("{\"newEmail\":\"%s\"}".formatted(wished))
        .send();
  }

  Answer confirm(String token) {
    return api.post("/v1/me/email/confirm", "{\"token\":\"%s\"}".formatted(token));
  }

  Answer redeem(String token, String password) {
    return api.post(
        "/v1/password-resets/redeem",
        "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, password));
  }

  Answer login(String email) {
    return login(email, PASSWORD);
  }

  Answer login(String email, String password) {
    return api.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  Answer delete(Answer session, String path) {
    return api.call("DELETE", path).bearer(session.text("accessToken")).send();
  }

  Answer me(Answer session) {
    return api.call("GET", "/v1/me").bearer(session.text("accessToken")).send();
  }

  String email(Answer session) {
    return me(session).json().path("account").path("email").asText();
  }

  static String account(Answer session) {
    return session.json().path("account").path("id").asText();
  }

  long rows(Answer session) {
    try (Handle handle = api.superuser()) {
      return handle
          .select("SELECT count(*) FROM email_changes WHERE account_id = ?::uuid", account(session))
          .mapTo(Long.class)
          .one();
    }
  }

  List<String> acts(Answer session) {
    try (Handle handle = api.superuser()) {
      return handle
          .select(
              "SELECT action FROM platform_audit_events WHERE chain = ? ORDER BY seq",
              "account/" + account(session))
          .mapTo(String.class)
          .list();
    }
  }

  List<String> notices(Answer session) {
    try (Handle handle = api.superuser()) {
      return handle
          .select("SELECT kind FROM notices WHERE account_id = ?::uuid", account(session))
          .mapTo(String.class)
          .list();
    }
  }
}
