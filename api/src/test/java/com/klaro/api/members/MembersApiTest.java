package com.klaro.api.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.database.LockQueue;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may make whom what, and that a workspace always has an owner.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MembersApiTest {

  private static final Duration STALE = Duration.ofMinutes(10);

  private final RunningApi api = RunningApi.start();
  private int people;
  private People.Person owner = someone();
  private WorkspaceId workspace = api.people().workspaceOf(owner);

  @BeforeEach
  void anew() {
    owner = someone();
    workspace = api.people().workspaceOf(owner);
  }

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @ParameterizedTest(name = "{0} makes {1} {2}: {3}")
  @CsvSource({
    "admin, viewer, agent, 200",
    "admin, agent, admin, 200",
    "admin, admin, viewer, 200",
    "admin, agent, owner, needs the role `owner`.",
    "admin, owner, admin, needs the role `owner`.",
    "owner, admin, owner, 200",
    "owner, owner, viewer, 200",
    "agent, viewer, agent, needs the role `admin` or one above it.",
    "viewer, viewer, owner, needs the role `admin` or one above it."
  })
  void aRoleIsGivenByWhoMay(String caller, String before, String after, String outcome) {
    People.Person by = member(caller);
    People.Person who = member(before);
    Answer answer = give(by, who, after);
    if (outcome.equals("200")) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text("role")).isEqualTo(after);
      assertThat(answer.text("accountId")).isEqualTo(who.accountId().toString());
      assertThat(actions().getFirst()).isEqualTo("member.role-changed");
    } else {
      assertThat(answer.problem()).isEqualTo("forbidden");
      assertThat(answer.text("detail")).endsWith(outcome);
      assertThat(actions()).doesNotContain("member.role-changed");
    }
    assertThat(roleOf(who)).isEqualTo(outcome.equals("200") ? after : before);
  }

  @ParameterizedTest(name = "{0} removes {1}: {2}")
  @CsvSource({
    "admin, viewer, 204",
    "admin, admin, 204",
    "owner, owner, 204",
    "owner, viewer, 204",
    "admin, owner, needs the role `owner`.",
    "agent, viewer, needs the role `admin` or one above it.",
    "viewer, agent, needs the role `admin` or one above it."
  })
  void aMemberIsRemovedByWhoMay(String caller, String whom, String outcome) {
    People.Person by = member(caller);
    People.Person who = member(whom);
    Answer answer = remove(by, who);
    if (outcome.equals("204")) {
      assertThat(answer.status()).isEqualTo(204);
      assertThat(actions().getFirst()).isEqualTo("member.removed");
      assertThat(remove(by, who).problem()).isEqualTo("not-found");
      assertThat(get(who, "").problem()).as("on the very next request").isEqualTo("not-found");
    } else {
      assertThat(answer.problem()).isEqualTo("forbidden");
      assertThat(answer.text("detail")).endsWith(outcome);
      assertThat(get(who, "").status()).isEqualTo(200);
    }
  }

  @Test
  void whoIsInMayLeaveAndALoweredRoleIsFeltAtOnce() {
    People.Person viewer = member("viewer");
    assertThat(remove(viewer, viewer).status()).isEqualTo(204);
    assertThat(get(viewer, "").status()).isEqualTo(404);
    assertThat(actions().getFirst()).isEqualTo("member.left");

    People.Person admin = member("admin");
    assertThat(get(admin, "/audit-events").status()).isEqualTo(200);
    assertThat(give(owner, admin, "viewer").status()).isEqualTo(200);
    assertThat(get(admin, "/audit-events").problem()).isEqualTo("forbidden");
  }

  /// The gate let them in while they were an admin; what they are is asked in turn.
  @Test
  void whoIsLoweredMeanwhileDoesNotRaiseThemselves() throws Exception {
    People.Person admin = member("admin");
    try (Handle other = api.superuser();
        Handle watch = api.superuser();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.begin();
      other.execute("SELECT 1 FROM workspaces WHERE id = ? FOR UPDATE", workspace.value());
      Future<Answer> raise = threads.submit(() -> give(admin, admin, "admin"));
      LockQueue.await(watch);
      other.execute(
          "UPDATE memberships SET role = 'viewer' WHERE workspace_id = ? AND account_id = ?",
          workspace.value(),
          admin.accountId().value());
      other.commit();
      assertThat(raise.get().problem()).isEqualTo("forbidden");
    }
    assertThat(roleOf(admin)).isEqualTo("viewer");
  }

  @Test
  void theLastOwnerStays() {
    WorkspaceId _ = api.people().workspaceOf(owner);
    for (Answer refused : List.of(give(owner, owner, "admin"), remove(owner, owner))) {
      assertThat(refused.problem()).isEqualTo("last-owner");
      assertThat(refused.json().path("workspaceIds").toString())
          .isEqualTo("[\"" + workspace + "\"]");
    }
    People.Person second = member("owner");
    assertThat(remove(owner, owner).status()).isEqualTo(204);
    assertThat(remove(second, second).problem()).isEqualTo("last-owner");
  }

  @Test
  void anOwnerWhoIsShutOutIsNobodyToLeaveItTo() {
    People.Person shut = member("owner");
    try (Handle superuser = api.superuser()) {
      superuser.execute(
          "UPDATE accounts SET disabled_at = now() WHERE id = ?", shut.accountId().value());
    }
    assertThat(give(owner, owner, "admin").problem()).isEqualTo("last-owner");
    assertThat(remove(owner, owner).problem()).isEqualTo("last-owner");
    People.Person second = member("owner");
    assertThat(remove(owner, shut).status()).isEqualTo(204);
    assertThat(remove(second, owner).status()).isEqualTo(204);
  }

  @Test
  void ownersAreMadeAndUnmadeByWhoHasJustProvedWhoTheyAre() {
    People.Person second = member("owner");
    People.Person agent = member("agent");
    api.clock().advance(STALE);
    for (Answer answer :
        List.of(
            give(owner, agent, "owner"),
            give(owner, second, "admin"),
            remove(owner, second),
            remove(owner, owner),
            api.call("DELETE", path("")).bearer(api.token(owner)).send())) {
      assertThat(answer.problem()).isEqualTo("recent-authentication-required");
    }
    assertThat(give(owner, agent, "admin").status()).as("no owner is concerned").isEqualTo(200);
  }

  /// Each of many owners steps down, and lowers another, at the same moment.
  @Test
  void howeverManyGoAtOnceOneIsLeft() throws Exception {
    List<People.Person> owners = new ArrayList<>(List.of(owner));
    for (int i = 0; i < 5; i++) {
      owners.add(member("owner"));
    }
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < owners.size(); i++) {
      People.Person one = owners.get(i);
      People.Person other = owners.get((i + 1) % owners.size());
      calls.add(() -> remove(one, one));
      calls.add(() -> give(one, other, "viewer"));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> done : threads.invokeAll(calls)) {
        assertThat(done.get().status()).isIn(200, 204, 403, 404, 409);
      }
    }
    assertThat(owners()).isEqualTo(1);
  }

  /// The intake asks under a lock; the table itself refuses whoever does not.
  @Test
  void theTableItselfKeepsAnOwner() {
    for (String act : List.of("UPDATE memberships SET role = 'admin'", "DELETE FROM memberships")) {
      try (Handle superuser = api.superuser()) {
        assertThat(
                catchThrowable(
                    () -> superuser.execute(act + " WHERE workspace_id = ?", workspace.value())))
            .isInstanceOf(UnableToExecuteStatementException.class)
            .hasMessageContaining("a workspace needs an owner");
      }
    }
    assertThat(owners()).isEqualTo(1);
  }

  @Test
  void whatIsNoRoleOrNobodyIsSaid() {
    People.Person viewer = member("viewer");
    for (String role : List.of("", "OWNER", "god", "staff")) {
      Answer answer = give(owner, viewer, role);
      assertThat(answer.problem()).as(role).isEqualTo("invalid-request");
      assertThat(answer.field()).isEqualTo("role");
    }
    People.Person stranger = someone();
    assertThat(give(owner, stranger, "agent").problem()).isEqualTo("not-found");
    assertThat(remove(owner, stranger).problem()).isEqualTo("not-found");
  }

  @Test
  void aRepeatUnderTheKeyGetsTheFirstAnswer() {
    People.Person viewer = member("viewer");
    Function<String, Answer> once =
        role ->
            api.call("PATCH", path("/members/" + viewer.accountId()))
                .bearer(api.token(owner))
                .header("Idempotency-Key", "once")
                .json("{\"role\":\"" + role + "\"}")
                .send();
    Answer first = once.apply("agent");
    assertThat(first.status()).isEqualTo(200);
    assertThat(give(owner, viewer, "admin").status()).isEqualTo(200);
    assertThat(once.apply("agent").body()).isEqualTo(first.body());
    assertThat(roleOf(viewer)).isEqualTo("admin");
    assertThat(once.apply("viewer").problem()).isEqualTo("idempotency-mismatch");

    assertThat(remove(owner, viewer).status()).isEqualTo(204);
    assertThat(once.apply("agent").problem()).as("whose name it is").isEqualTo("not-found");
  }

  @Test
  void whoLowersTheirOwnRoleIsTold() {
    People.Person admin = member("admin");
    Answer lowered = give(admin, admin, "viewer");
    assertThat(lowered.status()).isEqualTo(200);
    assertThat(lowered.text("role")).isEqualTo("viewer");
    assertThat(give(admin, admin, "agent").problem()).isEqualTo("forbidden");
  }

  @Test
  void aClosedWorkspaceIsGoneForEverybody() {
    People.Person viewer = member("viewer");
    assertThat(api.call("DELETE", path("")).bearer(api.token(owner)).send().status())
        .isEqualTo(204);
    for (People.Person person : List.of(owner, viewer)) {
      assertThat(get(person, "").status()).isEqualTo(404);
      Answer list = api.call("GET", "/v1/workspaces").bearer(api.token(person)).send();
      assertThat(list.json().path("items"))
          .extracting(item -> item.path("id").asText())
          .doesNotContain(workspace.toString());
    }
    try (Handle superuser = api.superuser()) {
      assertThat(
              superuser
                  .select(
                      "SELECT length(data_key) + length(name_encrypted) FROM workspaces WHERE id ="
                          + " ?",
                      workspace.value())
                  .mapTo(Integer.class)
                  .one())
          .as("nothing is left that could be read")
          .isZero();
    }
  }

  private People.Person someone() {
    return api.people().signedIn("member" + people++ + "@example.com");
  }

  private People.Person member(String role) {
    People.Person person = someone();
    api.people().join(workspace, person, Role.of(role));
    return person;
  }

  private String path(String under) {
    return "/v1/workspaces/" + workspace + under;
  }

  private Answer get(People.Person by, String under) {
    return api.call("GET", path(under)).bearer(api.token(by)).send();
  }

  private Answer give(People.Person by, People.Person who, String role) {
    return api.call("PATCH", path("/members/" + who.accountId()))
        .bearer(api.token(by))
        .json("{\"role\":\"" + role + "\"}")
        .send();
  }

  private Answer remove(People.Person by, People.Person who) {
    return api.call("DELETE", path("/members/" + who.accountId())).bearer(api.token(by)).send();
  }

  private String roleOf(People.Person person) {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select(
              "SELECT role FROM memberships WHERE workspace_id = ? AND account_id = ?",
              workspace.value(),
              person.accountId().value())
          .mapTo(String.class)
          .one();
    }
  }

  private List<String> actions() {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select(
              "SELECT action FROM audit_events WHERE workspace_id = ? ORDER BY seq DESC",
              workspace.value())
          .mapTo(String.class)
          .list();
    }
  }

  private int owners() {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select(
              "SELECT count(*) FROM memberships WHERE workspace_id = ? AND role = 'owner'",
              workspace.value())
          .mapTo(Integer.class)
          .one();
    }
  }
}
