package com.klaro.api.tokens.nextauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A token of a front end is worth what the session in Postgres is worth, and the secret it was
/// written with.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NextAuthSessionsTest {

  private final RunningApi api = RunningApi.start();
  private final FrontEnd front = FrontEnd.of(api);

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  /// S3-5.
  @Test
  void whatEndsASessionIsFeltByTheNextRequest() {
    People.Person leaving = someone("leaving");
    String token = good(leaving);
    assertThat(api.call("DELETE", "/v1/sessions/current").bearer(token).send().status())
        .isEqualTo(204);
    assertThat(me(token)).isEqualTo(401);

    People.Person disabled = someone("disabled");
    token = good(disabled);
    try (Handle handle = api.superuser()) {
      handle.execute(
          "UPDATE accounts SET disabled_at = now() WHERE id = ?", disabled.accountId().value());
    }
    assertThat(me(token)).isEqualTo(401);
  }

  /// S3-5. The front end goes on to write tokens for a session that is gone.
  @Test
  void aNewPasswordEndsTheSessionThatATokenNames() {
    Answer session = api.newcomer("reset@example.com", "a long enough password");
    String of = session.json().path("account").path("id").asText();
    String sid =
        api.call("GET", "/v1/me").bearer(session.text("accessToken")).send().text("sessionId");
    People.Person nobody = someone("nobody");
    String token = front.v5(nobody, it -> it.subject(of).claim("sid", sid));
    assertThat(me(token)).isEqualTo(200);
    Answer redeemed =
        api.post(
            "/v1/password-resets/redeem",
            "{\"token\":\"%s\",\"newPassword\":\"another long password\"}"
                .formatted(api.resetToken("reset@example.com")));
    assertThat(redeemed.status()).isEqualTo(204);
    assertThat(me(token)).isEqualTo(401);
    assertThat(me(front.v5(nobody, it -> it.subject(of).claim("sid", sid)))).isEqualTo(401);
  }

  /// S3-5.
  @Test
  void whatAMemberMayDoIsAskedEachTime() {
    People.Person owner = someone("owner");
    WorkspaceId workspace = api.people().workspaceOf(owner);
    People.Person member = someone("member");
    api.people().join(workspace, member, Role.ADMIN);
    String token = good(member);
    String path = "/v1/workspaces/" + workspace;
    assertThat(get(path + "/audit-events", token)).isEqualTo(200);
    api.people().remove(workspace, member);
    api.people().join(workspace, member, Role.AGENT);
    assertThat(get(path + "/audit-events", token)).isEqualTo(403);
    assertThat(get(path, token)).isEqualTo(200);
    api.people().remove(workspace, member);
    assertThat(get(path, token)).isEqualTo(404);
    assertThat(me(token)).isEqualTo(200);
  }

  /// S3-6: a front end writes a new token with each look at its session, for ever.
  @Test
  void newTokensDoNotLengthenASession() {
    People.Person busy = someone("busy");
    WorkspaceId workspace = api.people().workspaceOf(busy);
    for (int minute = 1; minute < 12 * 60; minute++) {
      api.clock().advance(Duration.ofMinutes(1));
      assertThat(get("/v1/workspaces/" + workspace, front.v5(busy)))
          .as("minute %d", minute)
          .isEqualTo(200);
    }
    api.clock().advance(Duration.ofMinutes(1));
    assertThat(me(front.v5(busy))).as("twelve hours").isEqualTo(401);
    assertThat(me(front.v4(busy))).as("twelve hours").isEqualTo(401);
  }

  /// S3-6.
  @Test
  void newTokensDoNotKeepAnIdleSessionAlive() {
    People.Person idle = someone("idle");
    String early = good(idle);
    api.clock().advance(Duration.ofMinutes(29));
    assertThat(me(front.v5(idle))).isEqualTo(200);
    api.clock().advance(Duration.ofMinutes(30));
    assertThat(me(early)).isEqualTo(401);
    assertThat(me(front.v5(idle))).isEqualTo(401);
  }

  /// S3-3.
  @Test
  void anOldSecretIsTakenUntilItIsRemoved() {
    FrontEnd before = new FrontEnd("the secret before the newest, long enough", api.clock());
    People.Person person = someone("rotated");
    assertThat(me(before.v5(person))).isEqualTo(401);
    add(RunningApi.OLD_FRONT_END, "the secret before the newest, long enough");
    String old = before.v5(person);
    assertThat(me(old)).as("taken up").isEqualTo(200);
    assertThat(me(front.v5(person))).isEqualTo(200);
    try (Handle handle = api.superuser()) {
      handle.execute(
          "UPDATE secrets SET retire_at = ? WHERE name = ?",
          api.clock().instant(),
          RunningApi.OLD_FRONT_END);
    }
    api.takeUpKeys();
    assertThat(me(old)).as("removed").isEqualTo(401);
    assertThat(me(front.v5(person))).isEqualTo(200);
  }

  /// S3-3: a token of version 4 does not say which secret it was written with.
  @Test
  void anOldSecretOfVersion4HasADate() {
    try (RunningApi own = RunningApi.start()) {
      own.store()
          .secrets()
          .add(
              RunningApi.FRONT_END,
              "the newest secret, which is long enough".getBytes(StandardCharsets.UTF_8),
              null);
      own.takeUpKeys();
      FrontEnd before = FrontEnd.of(own);
      FrontEnd now = new FrontEnd("the newest secret, which is long enough", own.clock());
      People.Person person = own.people().signedIn("window@example.com");
      assertThat(me(own, before.v4(person))).isEqualTo(200);
      assertThat(me(own, now.v4(person))).isEqualTo(200);

      own.clock().advance(RunningApi.OLD_FRONT_END_LIFE);
      People.Person later = own.people().signedIn("later@example.com");
      assertThat(me(own, before.v4(later))).isEqualTo(401);
      assertThat(me(own, now.v4(later))).isEqualTo(200);
      assertThat(me(own, before.v5(later))).as("names its key").isEqualTo(200);
    }
  }

  private void add(String name, String secret) {
    api.store().secrets().add(name, secret.getBytes(StandardCharsets.UTF_8), null);
    api.takeUpKeys();
  }

  private People.Person someone(String name) {
    return api.people().signedIn(name + "@example.com");
  }

  private String good(People.Person person) {
    String token = front.v4(person);
    assertThat(me(token)).isEqualTo(200);
    return token;
  }

  private int me(String token) {
    return me(api, token);
  }

  private static int me(RunningApi api, String token) {
    return api.call("GET", "/v1/me").bearer(token).send().status();
  }

  private int get(String path, String token) {
    return api.call("GET", path).bearer(token).send().status();
  }
}
