package com.klaro.api.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.store.database.LockQueue;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What an owner asked for while somebody else was at the workspace, and took the role from them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkspaceTurnsTest {

  private static final List<Act> ACTS =
      List.of(
          new Act("DELETE", "", ""),
          new Act("PATCH", "", "{\"name\":\"Renamed\"}"),
          new Act("PATCH", "", "{\"secondFactorRequired\":true}"),
          new Act("PATCH", "/members/{other}", "{\"role\":\"admin\"}"),
          new Act("DELETE", "/members/{other}", ""),
          new Act("POST", "/invitations", "{\"email\":\"new@example.com\",\"role\":\"viewer\"}"));

  private static int people;

  private final RunningApi api = RunningApi.start();

  /// @param path under the workspace; `{other}` is the other owner
  private record Act(String method, String path, String body) {}

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void whoIsAnOwnerNoMoreWhenTheirTurnComesDoesNothing() throws Exception {
    for (Act act : ACTS) {
      assertThat(ended(act, "UPDATE memberships SET role = 'viewer' WHERE account_id = ?"))
          .as(act.toString())
          .isEqualTo("forbidden");
    }
  }

  @Test
  void whoIsNoMemberThenFindsNoWorkspace() throws Exception {
    for (Act act : ACTS) {
      assertThat(ended(act, "DELETE FROM memberships WHERE account_id = ?"))
          .as(act.toString())
          .isEqualTo("not-found");
    }
  }

  @Test
  void whoIsSignedOutThenIsToldSo() throws Exception {
    for (Act act : ACTS) {
      assertThat(ended(act, "UPDATE sessions SET ended_at = now() WHERE account_id = ?"))
          .as(act.toString())
          .isEqualTo("unauthenticated");
    }
  }

  /// The problem that the act meets when its turn comes, and that nothing was done.
  private String ended(Act act, String meanwhile) throws Exception {
    People.Person owner = somebody();
    WorkspaceId workspace = api.people().workspaceOf(owner);
    People.Person other = somebody();
    api.people().join(workspace, other, Role.OWNER);
    api.people().giveSecondFactor(owner);
    String before = row(workspace, owner);
    try (Handle ahead = api.superuser();
        Handle watch = api.superuser();
        var callers = Executors.newSingleThreadExecutor()) {
      ahead.begin();
      ahead.execute("SELECT 1 FROM workspaces WHERE id = ? FOR UPDATE", workspace.value());
      Future<Answer> answer = callers.submit(() -> call(act, owner, workspace, other).send());
      LockQueue.await(watch);
      ahead.execute(meanwhile, owner.accountId().value());
      ahead.commit();
      String problem = answer.get().problem();
      assertThat(row(workspace, owner)).isEqualTo(before);
      return problem;
    }
  }

  private Call call(Act act, People.Person by, WorkspaceId workspace, People.Person other) {
    String path = act.path().replace("{other}", other.accountId().toString());
    Call call = api.call(act.method(), "/v1/workspaces/" + workspace + path).bearer(api.token(by));
    return act.body().isEmpty() ? call : call.json(act.body());
  }

  private People.Person somebody() {
    return api.people().signedIn("turns" + people++ + "@example.com");
  }

  /// The workspace, and who else belongs to it or is to.
  private String row(WorkspaceId workspace, People.Person but) {
    try (Handle superuser = api.superuser()) {
      return superuser
          .createQuery(
              """
              SELECT concat(
                (SELECT w::text FROM workspaces w WHERE w.id = :id),
                (SELECT string_agg(m::text, ',') FROM memberships m
                 WHERE m.workspace_id = :id AND m.account_id <> :but),
                (SELECT string_agg(i::text, ',') FROM invitations i WHERE i.workspace_id = :id))
              """)
          .bind("id", workspace)
          .bind("but", but.accountId())
          .mapTo(String.class)
          .one();
    }
  }
}
