package com.klaro.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.api.web.problem.Problem;
import com.klaro.store.identity.People;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportLimitTest {

  private final RunningApi api = RunningApi.start();
  private final People.Person person = api.people().signedIn("export@example.com");
  private final WorkspaceId large = api.people().workspaceOf(person);
  private final WorkspaceId small = api.people().workspaceOf(person);

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void whileOneIsTakenSlowlyTheNextOfTheWorkspaceWaits() throws Exception {
    fill(large);
    try (Socket slow = readerOf(large)) {
      assertThat(slow.getInputStream().readNBytes(15))
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("HTTP/1.1 200 OK");
      long before = exported();
      Answer refused = export("GET", large);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.problem()).isEqualTo("overloaded");
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      assertThat(exported()).as("what was refused is no act").isEqualTo(before);
      assertThat(export("GET", small).status()).as("another of the same reader").isEqualTo(503);
      assertThat(ofMyself(person.actor()).status()).isEqualTo(503);
      assertThat(
              ofMyself(new Actor.Member(person.accountId(), new SessionId(UUID.randomUUID())))
                  .status())
          .as("a session that has ended takes no place, and learns nothing")
          .isEqualTo(401);
      People.Person other = api.people().signedIn("other@example.com");
      WorkspaceId theirs = api.people().workspaceOf(other);
      assertThat(api.call("GET", path(theirs)).bearer(api.token(other)).send().status())
          .isEqualTo(200);

      String stranger = api.token(api.people().signedIn("stranger@example.com"));
      assertThat(api.call("GET", path(large)).bearer(stranger).send().status())
          .as("whoever is no member does not learn that one is running")
          .isEqualTo(404);
    }
    assertThat(endsWithin(Duration.ofSeconds(30))).isTrue();
  }

  private Answer ofMyself(Actor.Member member) {
    return api.call("GET", "/v1/me/export").bearer(api.token(new People.Person(member, ""))).send();
  }

  /// The signed head is missing, and so is the end of the body: a client's library says so.
  @Test
  void whatPostgresBreaksOffHasNoEnd() throws Exception {
    WorkspaceId workspace = api.people().workspaceOf(person);
    fill(workspace);
    try (Socket reader = readerOf(workspace)) {
      assertThat(reader.getInputStream().readNBytes(15)).hasSize(15);
      endExports();
      String rest = new String(reader.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(rest).contains("\r\n\r\n").doesNotEndWith("\r\n0\r\n\r\n");
    }
  }

  private void endExports() {
    try (Handle superuser = api.superuser()) {
      assertThat(
              superuser
                  .select(
                      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                          + " application_name = 'klaro-audit' AND datname = current_database()")
                  .mapTo(Boolean.class)
                  .list())
          .containsExactly(true);
    }
  }

  @Test
  void anExportWithoutABodyGivesItsPlaceBack() {
    for (int i = 0; i < 10; i++) {
      assertThat(export("HEAD", small).status()).isEqualTo(200);
      assertThat(export("GET", small).status()).isEqualTo(200);
    }
  }

  @Test
  void aProcessWritesAFewAtOnce() throws IOException {
    var exports = new RunningExports(2);
    WorkspaceId one = new WorkspaceId(UUID.randomUUID());
    AccountId reader = new AccountId(UUID.randomUUID());
    Closeable first = exports.begin(one, reader);
    Closeable _ =
        exports.begin(new WorkspaceId(UUID.randomUUID()), new AccountId(UUID.randomUUID()));
    AccountId last = new AccountId(UUID.randomUUID());
    WorkspaceId third = new WorkspaceId(UUID.randomUUID());
    assertThatThrownBy(() -> exports.begin(third, last)).isInstanceOf(Problem.class);
    first.close();
    Closeable again = exports.begin(one, reader);
    // Twice is once: the place has a new owner.
    first.close();
    assertThatThrownBy(() -> exports.begin(third, last)).isInstanceOf(Problem.class);
    again.close();
    Closeable _ = exports.begin(third, last);
  }

  private boolean endsWithin(Duration patience) throws InterruptedException {
    Instant end = Instant.now().plus(patience);
    while (export("GET", large).status() != 200) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Thread.sleep(200);
    }
    return true;
  }

  private Answer export(String method, WorkspaceId workspace) {
    return api.call(method, path(workspace)).bearer(api.token(person)).send();
  }

  private static String path(WorkspaceId workspace) {
    return "/v1/workspaces/" + workspace + "/audit-events/export";
  }

  private Socket readerOf(WorkspaceId workspace) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(30_000);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), api.server().port()), 2000);
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path(workspace), api.token(person))
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /// More than the buffers between two ends of a connection hold. The rows stand before the first
  /// one, so the chain's head stays what it is.
  private void fill(WorkspaceId workspace) {
    try (Handle superuser = api.superuser()) {
      superuser.execute(
          """
          INSERT INTO audit_events
            (workspace_id, seq, at, actor, action, subject, data, previous_hash, hash, mac)
          SELECT ?, -n, now(), 'automation/test', 'test', 'test', '{"x":"' || repeat('x', 4000) || '"}', '', '', ''
          FROM generate_series(1, 4000) n
          """,
          workspace.value());
    }
  }

  private long exported() {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select(
              "SELECT count(*) FROM audit_events WHERE action = 'audit.exported' AND workspace_id ="
                  + " ?",
              large.value())
          .mapTo(Long.class)
          .one();
    }
  }
}
