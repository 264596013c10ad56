package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.ApiBeside;
import com.klaro.api.ApiServer;
import com.klaro.api.RunningApi;
import com.klaro.api.web.RawHttp;
import com.klaro.store.identity.AccountDesk;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// S3-5 and S6-4 for two processes on one database, with the product's own limits. What one of them
/// has counted or ended holds at the other one for the very next request: nothing is waited for
/// here, and the clock stands still.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesTest {

  private static final String PASSWORD = "a long enough password";
  private static final String OTHER = "another password of that length";
  private static final String WRONG = "not the password at all";

  /// The last byte of the one address whose word about others counts.
  private static final int PROXY = 1;

  private final RunningApi first = RunningApi.limited();
  private final ApiBeside second = new ApiBeside(first);
  private final List<ApiServer> both = List.of(first.server(), second.server());

  @AfterAll
  void close() {
    assertThat(first.server().web().undeclared()).isEmpty();
    assertThat(second.server().web().undeclared()).isEmpty();
    second.close();
    first.close();
  }

  @Test
  void wrongPasswordsAreCountedForBothWhicheverIsAsked() throws IOException {
    Object _ = first.newcomer("counted@example.com", PASSWORD);
    for (int i = 0; i < 10; i++) {
      assertThat(login(both.get(i % 2), 2, "counted@example.com", WRONG, "").status())
          .isEqualTo(401);
    }
    for (ApiServer each : both) {
      tooMany(login(each, 2, "counted@example.com", PASSWORD, ""));
      assertThat(login(each, 3, "counted@example.com", PASSWORD, "").status())
          .as("another client")
          .isEqualTo(200);
    }
  }

  /// Or whoever guesses would be somebody else each time, and whom they name would have to wait.
  @Test
  void nobodyIsAnotherClientByTheirOwnWord() throws IOException {
    Object _ = first.newcomer("forged@example.com", PASSWORD);
    for (int i = 0; i < 10; i++) {
      assertThat(login(both.get(i % 2), 4, "forged@example.com", WRONG, named(i)).status())
          .isEqualTo(401);
    }
    for (ApiServer each : both) {
      tooMany(login(each, 4, "forged@example.com", PASSWORD, named(10)));
      tooMany(login(each, 4, "forged@example.com", PASSWORD, ""));
      assertThat(login(each, PROXY, "forged@example.com", PASSWORD, named(0)).status())
          .as("by the word of the proxy")
          .isEqualTo(200);
    }
  }

  @Test
  void aSignOutIsFeltByBoth() {
    Answer session = first.newcomer("leaves@example.com", PASSWORD);
    livesAtBoth(session);
    assertThat(
            first
                .call("DELETE", "/v1/sessions/current")
                .bearer(session.text("accessToken"))
                .send()
                .status())
        .isEqualTo(204);
    hasEndedAtBoth(session);
  }

  @Test
  void aNewPasswordByALinkIsFeltByBoth() {
    Answer session = first.newcomer("forgets@example.com", PASSWORD);
    String token = first.resetToken("forgets@example.com");
    livesAtBoth(session);
    assertThat(
            first
                .post(
                    "/v1/password-resets/redeem",
                    "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, OTHER))
                .status())
        .isEqualTo(204);
    hasEndedAtBoth(session);
  }

  @Test
  void whoIsShutOutIsSoAtBoth() {
    Answer session = first.newcomer("shut@example.com", PASSWORD);
    var desk =
        new AccountDesk(
            first.store().database(),
            new AddressIndex(first.store().key(AddressIndex.SECRET)),
            first.store().audit(),
            first.clock());
    livesAtBoth(session);
    assertThat(desk.disable(desk.find(new EmailAddress("shut@example.com")).orElseThrow()))
        .isTrue();
    hasEndedAtBoth(session);
  }

  @Test
  void anotherRoleAndNoneAreFeltByBoth() {
    People.Person owner = first.people().signedIn("owner@example.com");
    People.Person admin = first.people().signedIn("admin@example.com");
    WorkspaceId workspace = first.people().workspaceOf(owner);
    first.people().join(workspace, admin, Role.ADMIN);
    String path = "/v1/workspaces/" + workspace;
    String member = path + "/members/" + admin.accountId();
    String token = first.token(admin);
    assertThat(atSecond(token, path + "/audit-events").status()).isEqualTo(200);

    assertThat(
            first
                .call("PATCH", member)
                .bearer(first.token(owner))
                .json("{\"role\":\"viewer\"}")
                .send()
                .status())
        .isEqualTo(200);
    assertThat(atSecond(token, path + "/audit-events").problem()).isEqualTo("forbidden");
    assertThat(atSecond(token, path).status()).isEqualTo(200);

    assertThat(first.call("DELETE", member).bearer(first.token(owner)).send().status())
        .isEqualTo(204);
    assertThat(atSecond(token, path).problem()).isEqualTo("not-found");
    assertThat(atSecond(token, "/v1/me").status()).as("still signed in").isEqualTo(200);
  }

  private void livesAtBoth(Answer session) {
    String token = session.text("accessToken");
    assertThat(first.call("GET", "/v1/me").bearer(token).send().status()).isEqualTo(200);
    assertThat(atSecond(token, "/v1/me").status()).isEqualTo(200);
  }

  private void hasEndedAtBoth(Answer session) {
    String token = session.text("accessToken");
    assertThat(atSecond(token, "/v1/me").problem()).isEqualTo("unauthenticated");
    assertThat(first.call("GET", "/v1/me").bearer(token).send().status()).isEqualTo(401);
    assertThat(
            second
                .call("POST", "/v1/sessions/refresh")
                .json("{\"refreshToken\":\"%s\"}".formatted(session.text("refreshToken")))
                .send()
                .status())
        .isEqualTo(401);
  }

  private Answer atSecond(String token, String path) {
    return second.call("GET", path).bearer(token).send();
  }

  private static void tooMany(RawHttp.Answer answer) throws IOException {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.type()).isEqualTo("/problems/too-many-requests");
  }

  private static String named(int client) {
    return "X-Forwarded-For: 203.0.113.%d\r\nForwarded: for=203.0.113.%d\r\n"
        .formatted(client, client);
  }

  private static RawHttp.Answer login(
      ApiServer server, int client, String email, String password, String headers)
      throws IOException {
    String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    String message =
        "POST /v1/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + headers
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    return RawHttp.exchange(
        server.port(),
        InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) client}),
        message.getBytes(StandardCharsets.US_ASCII));
  }
}
