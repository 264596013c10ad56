package com.klaro.api.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.store.database.LockQueue;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is deleted is gone, so a repeat without a key finds nothing. Under one it gets the first
/// answer, and takes nothing away that came since.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedDeletesTest {

  private static final String PASSWORD = "a long enough password";

  private final RunningApi api = RunningApi.start();
  private final Handle superuser = api.superuser();
  private final Digests digests = new Digests(superuser);
  private int people;
  private People.Person owner = someone();
  private WorkspaceId workspace = api.people().workspaceOf(owner);
  private String key = UUID.randomUUID().toString();

  @BeforeEach
  void anew() {
    owner = someone();
    workspace = api.people().workspaceOf(owner);
    key = UUID.randomUUID().toString();
  }

  @AfterEach
  void asDeclared() {
    assertThat(api.server().web().undeclared()).isEmpty();
  }

  @AfterAll
  void close() {
    superuser.close();
    api.close();
  }

  @Test
  void aMemberWhoCameBackIsNotRemovedByARepeat() {
    People.Person member = member(Role.VIEWER);
    first(keyed(owner, member(member)));
    api.people().join(workspace, member, Role.VIEWER);
    Digest joined = digests.ofAll();
    replayed(keyed(owner, member(member)));
    assertThat(digests.ofAll()).isEqualTo(joined);

    assertThat(delete(owner, member(member)).send().status()).isEqualTo(204);
    assertThat(delete(owner, member(member)).send().problem()).isEqualTo("not-found");
    assertThat(removals()).isEqualTo(2);
  }

  @Test
  void anInvitationIsWithdrawnOnceAndSaidSoTwice() {
    String invitation = invited();
    first(keyed(owner, invitation));
    Digest withdrawn = digests.ofAll();
    replayed(keyed(owner, invitation));
    assertThat(digests.ofAll()).isEqualTo(withdrawn);
    assertThat(delete(owner, invitation).send().problem()).isEqualTo("not-found");
  }

  @Test
  void aDeviceIsSignedOutOnceAndSaidSoTwice() {
    String email = "device@example.com";
    String here = api.newcomer(email, PASSWORD).text("accessToken");
    String there = signIn(email);
    String path = "/v1/sessions/" + me(there).text("sessionId");
    first(keyed(here, path));
    Digest ended = digests.ofAll();
    replayed(keyed(here, path));
    assertThat(digests.ofAll()).isEqualTo(ended);
    assertThat(me(there).status()).isEqualTo(401);
    assertThat(delete(here, path).send().problem()).isEqualTo("not-found");
  }

  @Test
  void whoSignedInSinceIsNotSignedOutByARepeat() {
    String email = "others@example.com";
    String here = api.newcomer(email, PASSWORD).text("accessToken");
    String before = signIn(email);
    first(keyed(here, "/v1/sessions/others"));
    assertThat(me(before).status()).isEqualTo(401);
    String since = signIn(email);
    replayed(keyed(here, "/v1/sessions/others"));
    assertThat(me(since).status()).isEqualTo(200);
  }

  /// Which session `current` is, and which ones the `others` are, is said by who asks.
  @Test
  void anotherSessionUnderTheKeyIsNotToldThatItIsOut() {
    String email = "current@example.com";
    String one = api.newcomer(email, PASSWORD).text("accessToken");
    String other = signIn(email);
    first(keyed(one, "/v1/sessions/current"));
    mismatch(keyed(other, "/v1/sessions/current"));
    assertThat(me(other).status()).isEqualTo(200);
    assertThat(keyed(one, "/v1/sessions/current").problem()).isEqualTo("unauthenticated");

    key = UUID.randomUUID().toString();
    first(keyed(other, "/v1/sessions/others"));
    String third = signIn(email);
    mismatch(keyed(third, "/v1/sessions/others"));
    assertThat(me(other).status()).isEqualTo(200);
  }

  @Test
  void anotherPathOrMethodUnderTheKeyIsRefusedAndNotDone() {
    People.Person one = member(Role.VIEWER);
    People.Person other = member(Role.VIEWER);
    String invitation = invited();
    first(keyed(owner, member(one)));
    Digest done = digests.ofAll();
    for (String path :
        List.of(member(other), invitation, under(""), "/v1/sessions/current", "/v1/me")) {
      mismatch(keyed(owner, path));
    }
    mismatch(
        api.call("PATCH", member(one))
            .bearer(api.token(owner))
            .header(IdempotencyKeys.HEADER, key)
            .json("{\"role\":\"agent\"}")
            .send());
    assertThat(digests.ofAll()).isEqualTo(done);
  }

  @Test
  void whoIsNoMoreInGetsNoFirstAnswer() {
    People.Person member = member(Role.VIEWER);
    first(keyed(member, member(member)));
    assertThat(keyed(member, member(member)).problem()).isEqualTo("not-found");

    first(keyed(owner, under("")));
    assertThat(keyed(owner, under("")).problem()).isEqualTo("not-found");

    Answer gone = keyed(member, "/v1/me");
    assertThat(gone.problem())
        .as("the key is of another request")
        .isEqualTo("idempotency-mismatch");
    key = UUID.randomUUID().toString();
    assertThat(keyed(member, "/v1/me").status()).isEqualTo(202);
    assertThat(keyed(member, "/v1/me").problem()).isEqualTo("unauthenticated");
  }

  /// The first one waits for its turn while the second one asks.
  @Test
  void ofTwoAtOnceOneRemovesAndTheOtherIsToldToWait() throws Exception {
    People.Person member = member(Role.VIEWER);
    try (Handle ahead = api.superuser();
        var callers = Executors.newSingleThreadExecutor()) {
      ahead.begin();
      ahead.execute("SELECT 1 FROM workspaces WHERE id = ? FOR UPDATE", workspace.value());
      Future<Answer> first = callers.submit(() -> keyed(owner, member(member)));
      LockQueue.await(superuser);
      Answer second = keyed(owner, member(member));
      assertThat(second.problem()).isEqualTo("conflict");
      assertThat(second.header("Retry-After")).isNotEmpty();
      ahead.commit();
      first(first.get());
    }
    replayed(keyed(owner, member(member)));
    assertThat(removals()).isEqualTo(1);
  }

  @Test
  void whatIsRefusedLeavesNothingUnderTheKey() {
    Digest before = digests.ofAll();
    assertThat(keyed(owner, member(owner)).problem()).isEqualTo("last-owner");
    assertThat(keyed(owner, under("/members/" + UUID.randomUUID())).problem())
        .isEqualTo("not-found");
    assertThat(keyed(owner, "/v1/me").problem()).isEqualTo("last-owner");
    assertThat(digests.ofAll()).isEqualTo(before);

    People.Person second = member(Role.OWNER);
    first(keyed(owner, member(owner)));
    assertThat(get(second).status()).isEqualTo(200);
  }

  private People.Person someone() {
    return api.people().signedIn("repeats" + people++ + "@example.com");
  }

  private People.Person member(Role role) {
    People.Person person = someone();
    api.people().join(workspace, person, role);
    return person;
  }

  private String under(String path) {
    return "/v1/workspaces/" + workspace + path;
  }

  private String member(People.Person who) {
    return under("/members/" + who.accountId());
  }

  private String invited() {
    return under("/invitations/")
        + api.call("POST", under("/invitations"))
            .bearer(api.token(owner))
            .json("{\"email\":\"invited@example.com\",\"role\":\"agent\"}")
            .send()
            .text("id");
  }

  private String signIn(String email) {
    return api.post(
            "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD))
        .text("accessToken");
  }

  private Answer me(String token) {
    return api.call("GET", "/v1/me").bearer(token).send();
  }

  private Answer get(People.Person by) {
    return api.call("GET", under("")).bearer(api.token(by)).send();
  }

  private Call delete(People.Person by, String path) {
    return delete(api.token(by), path);
  }

  private Call delete(String token, String path) {
    return api.call("DELETE", path).bearer(token);
  }

  private Answer keyed(People.Person by, String path) {
    return keyed(api.token(by), path);
  }

  private Answer keyed(String token, String path) {
    return delete(token, path).header(IdempotencyKeys.HEADER, key).send();
  }

  private static void first(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    assertThat(answer.header("Idempotency-Replayed")).isEmpty();
  }

  private static void replayed(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Content-Type")).isEmpty();
  }

  private static void mismatch(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("idempotency-mismatch");
  }

  private int removals() {
    return superuser
        .select(
            "SELECT count(*) FROM audit_events WHERE workspace_id = ? AND action ="
                + " 'member.removed'",
            workspace.value())
        .mapTo(Integer.class)
        .one();
  }
}
