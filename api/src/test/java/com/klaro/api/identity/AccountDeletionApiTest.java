package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.audit.AuditVerdict;
import com.klaro.store.audit.AuditVerifier;
import com.klaro.store.identity.People;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// An account that its owner ends.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountDeletionApiTest {

  private static final String PASSWORD = "a long enough password";

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void nothingIsLeftButTheTrailAndTheAddressOfTheFarewell() {
    Answer session = api.newcomer("erased@example.com", PASSWORD);
    String account = session.json().path("account").path("id").asText();
    String workspace = session.json().path("workspaces").path(0).path("id").asText();
    api.people().join(new WorkspaceId(UUID.fromString(workspace)), someone(), Role.OWNER);
    assertThat(api.resetToken("erased@example.com")).isNotEmpty();
    Object _ = wish(session.text("accessToken"));
    assertThat(
            api.call("POST", "/v1/workspaces/" + workspace + "/invitations")
                .bearer(session.text("accessToken"))
                .json("{\"email\":\"friend@example.com\",\"role\":\"agent\"}")
                .send()
                .status())
        .isEqualTo(201);

    Answer deleted = delete(session.text("accessToken"));
    assertThat(deleted.status()).isEqualTo(202);
    assertThat(deleted.text("status")).isEqualTo("check-your-email");

    assertThat(me(session.text("accessToken")).status()).isEqualTo(401);
    assertThat(delete(session.text("accessToken")).status()).isEqualTo(401);
    assertThat(login("erased@example.com").bytes())
        .isEqualTo(login("never-was@example.com").bytes());
    assertThat(tablesWith(account))
        .containsExactlyInAnyOrder(
            "account_deletions",
            "audit_events",
            "outbox",
            "platform_audit_events",
            "platform_audit_heads");
    assertThat(
            acts("SELECT action FROM platform_audit_events WHERE chain = ?", "account/" + account))
        .contains("account.deleted");
    assertThat(
            acts("SELECT action || data FROM audit_events WHERE workspace_id = ?::uuid", workspace))
        .contains("member.left{\"role\":\"owner\",\"why\":\"account-deleted\"}");
    sound();

    Answer anew = api.newcomer("erased@example.com", PASSWORD);
    assertThat(anew.status()).isEqualTo(201);
    assertThat(anew.json().path("workspaces")).hasSize(1);
  }

  @Test
  void theLastOwnerStaysAsTheyWere() {
    People.Person owner = someone();
    WorkspaceId workspace = api.people().workspaceOf(owner);
    api.people().join(workspace, someone(), Role.ADMIN);
    Object _ = wish(api.token(owner));

    Answer refused = delete(api.token(owner));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("last-owner");
    assertThat(workspaceIds(refused)).containsExactly(workspace.toString());
    assertThat(me(api.token(owner)).json().path("workspaces")).hasSize(1);
    assertThat(acts("SELECT id::text FROM email_changes WHERE account_id = ?::uuid", id(owner)))
        .as("what was begun goes on")
        .hasSize(1);

    People.Person shut = someone();
    api.people().join(workspace, shut, Role.OWNER);
    try (Handle superuser = api.superuser()) {
      superuser.execute(
          "UPDATE accounts SET disabled_at = now() WHERE id = ?", shut.accountId().value());
    }
    assertThat(delete(api.token(owner)).problem()).as("who is shut out").isEqualTo("last-owner");

    api.people().join(workspace, someone(), Role.OWNER);
    assertThat(delete(api.token(owner)).status()).isEqualTo(202);
  }

  /// Those where they are the only owner, and no other that they belong to.
  @Test
  void whatHasNoOtherOwnerIsNamed() {
    People.Person owner = someone();
    People.Person other = someone();
    WorkspaceId first = api.people().workspaceOf(owner);
    WorkspaceId second = api.people().workspaceOf(owner);
    WorkspaceId shared = api.people().workspaceOf(owner);
    api.people().join(shared, other, Role.OWNER);
    WorkspaceId theirs = api.people().workspaceOf(other);
    api.people().join(theirs, owner, Role.ADMIN);

    assertThat(workspaceIds(delete(api.token(owner))))
        .containsExactlyInAnyOrder(first.toString(), second.toString());
    assertThat(workspaceIds(delete(api.token(other)))).containsExactly(theirs.toString());
  }

  private static List<String> workspaceIds(Answer refused) {
    List<String> ids = new ArrayList<>();
    refused.json().path("workspaceIds").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  @Test
  void itNeedsARecentProof() {
    People.Person person = someone();
    api.clock().advance(SessionPolicy.defaults().recentAuthentication());
    Answer refused = delete(api.token(person));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("recent-authentication-required");
  }

  @Test
  void ofAllOwnersAtOnceOneStays() throws Exception {
    for (int round = 0; round < 5; round++) {
      List<People.Person> owners = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        owners.add(someone());
      }
      List<WorkspaceId> workspaces =
          List.of(api.people().workspaceOf(owners.get(0)), api.people().workspaceOf(owners.get(1)));
      for (WorkspaceId workspace : workspaces) {
        for (People.Person owner : owners) {
          if (!isMember(workspace, owner)) {
            api.people().join(workspace, owner, Role.OWNER);
          }
        }
      }
      List<Future<Integer>> answers = new ArrayList<>();
      try (var callers = Executors.newFixedThreadPool(4)) {
        for (People.Person owner : owners) {
          answers.add(callers.submit(() -> delete(api.token(owner)).status()));
        }
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsExactlyInAnyOrder(202, 202, 202, 409);
      for (WorkspaceId workspace : workspaces) {
        assertThat(
                acts(
                    "SELECT role FROM memberships WHERE workspace_id = ?::uuid",
                    workspace.toString()))
            .containsExactly("owner");
      }
    }
    sound();
  }

  /// While the other owner leaves by the members' route: one of the two stays.
  @Test
  void anOwnerWhoLeavesAtTheSameMomentIsCounted() throws Exception {
    for (int round = 0; round < 5; round++) {
      People.Person goes = someone();
      People.Person leaves = someone();
      WorkspaceId workspace = api.people().workspaceOf(goes);
      api.people().join(workspace, leaves, Role.OWNER);
      String membership = "/v1/workspaces/" + workspace + "/members/" + leaves.accountId();
      try (var callers = Executors.newFixedThreadPool(2)) {
        Future<Answer> deleted = callers.submit(() -> delete(api.token(goes)));
        Future<Answer> left =
            callers.submit(() -> api.call("DELETE", membership).bearer(api.token(leaves)).send());
        assertThat(List.of(deleted.get().status(), left.get().status()))
            .isIn(List.of(202, 409), List.of(409, 204));
      }
    }
  }

  /// Whoever makes a workspace at the moment of going has either both or none of it.
  @Test
  void noMembershipOutlivesItsAccount() throws Exception {
    for (int round = 0; round < 10; round++) {
      People.Person person = someone();
      String token = api.token(person);
      try (var callers = Executors.newFixedThreadPool(2)) {
        Future<Answer> deleted = callers.submit(() -> delete(token));
        Future<Answer> made =
            callers.submit(() ->
                api.call("POST", "/v1/workspaces")
                    .bearer(token)
                    .json("{\"name\":\"Late\",\"country\":\"IN\"}")
                    .send());
        assertThat(deleted.get().status()).isIn(202, 409);
        assertThat(made.get().status()).isIn(201, 401);
        if (deleted.get().status() == 202) {
          assertThat(tablesWith(person.accountId().toString())).doesNotContain("memberships");
        }
      }
    }
  }

  /// Somebody withdraws what goes anyway: neither waits for the other.
  @Test
  void invitationsThatAreWithdrawnAtTheSameMomentHoldNobodyUp() throws Exception {
    for (int round = 0; round < 5; round++) {
      People.Person owner = someone();
      People.Person goes = someone();
      WorkspaceId workspace = api.people().workspaceOf(owner);
      api.people().join(workspace, goes, Role.ADMIN);
      String invitations = "/v1/workspaces/" + workspace + "/invitations";
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        sent.add(
            api.call("POST", invitations)
                .bearer(api.token(goes))
                .json("{\"email\":\"guest%d@example.com\",\"role\":\"agent\"}".formatted(people++))
                .send()
                .text("id"));
      }
      List<Future<Integer>> withdrawn = new ArrayList<>();
      try (var callers = Executors.newFixedThreadPool(7)) {
        Future<Integer> deleted = callers.submit(() -> delete(api.token(goes)).status());
        for (String id : sent) {
          withdrawn.add(
              callers.submit(() ->
                  api.call("DELETE", invitations + "/" + id)
                      .bearer(api.token(owner))
                      .send()
                      .status()));
        }
        assertThat(deleted.get()).isEqualTo(202);
      }
      for (Future<Integer> answer : withdrawn) {
        assertThat(answer.get()).isIn(204, 404);
      }
    }
  }

  private int people;

  private People.Person someone() {
    return api.people().signedIn("leaver" + people++ + "@example.com");
  }

  private static String id(People.Person person) {
    return person.accountId().toString();
  }

  private boolean isMember(WorkspaceId workspace, People.Person person) {
    return acts(
            "SELECT account_id::text FROM memberships WHERE workspace_id = ?::uuid",
            workspace.toString())
        .contains(id(person));
  }

  private Answer wish(String token) {
    Answer asked =
        api.call("POST", "/v1/me/email")
            .bearer(token)
            .json("{\"newEmail\":\"wished%d@example.com\"}".formatted(people++))
            .send();
    assertThat(asked.status()).isEqualTo(202);
    return asked;
  }

  private Answer delete(String token) {
    return api.call("DELETE", "/v1/me").bearer(token).send();
  }

  private Answer me(String token) {
    return api.call("GET", "/v1/me").bearer(token).send();
  }

  private Answer login(String email) {
    return api.post(
        "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
  }

  private void sound() {
    var verifier =
        new AuditVerifier(api.store().auditSource(), api.store().auditKeys(), api.clock());
    assertThat(verifier.verify()).isInstanceOf(AuditVerdict.Sound.class);
  }

  private List<String> acts(String sql, String argument) {
    try (Handle handle = api.superuser()) {
      return handle.select(sql, argument).mapTo(String.class).list();
    }
  }

  /// Whatever tables there are, and will be.
  private List<String> tablesWith(String text) {
    try (Handle handle = api.superuser()) {
      return handle
          .select(
              "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace ="
                  + " 'public'::regnamespace")
          .mapTo(String.class)
          .filter(table ->
              handle
                  .select(
                      "SELECT EXISTS (SELECT FROM " + table + " t WHERE t::text LIKE ?)",
                      "%" + text + "%")
                  .mapTo(Boolean.class)
                  .one())
          .list();
    }
  }
}
