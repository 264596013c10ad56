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
          new Act("DELETE", ""),
          new Act("PATCH", "{\"name\":\"Renamed\"}"),
          new Act("PATCH", "{\"secondFactorRequired\":true}"));

  private static int people;

  private final RunningApi api = RunningApi.start();

  private record Act(String method, String body) {}

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void whoIsAnOwnerNoMoreWhenTheirTurnComesDoesNothing() throws Exception {
    for (Act act : ACTS) {
      assertThat(ended(act, "UPDATE memberships SET role = 'viewer'"))
          .as(act.toString())
          .isEqualTo("forbidden");
    }
  }

  @Test
  void whoIsNoMemberThenFindsNoWorkspace() throws Exception {
    for (Act act : ACTS) {
      assertThat(ended(act, "DELETE FROM memberships")).as(act.toString()).isEqualTo("not-found");
    }
  }

  /// The problem that the act meets when its turn comes, and that nothing was done.
  private String ended(Act act, String meanwhile) throws Exception {
    People.Person owner = somebody();
    WorkspaceId workspace = api.people().workspaceOf(owner);
    api.people().join(workspace, somebody(), Role.OWNER);
    api.people().giveSecondFactor(owner);
    String before = row(workspace);
    try (Handle other = api.superuser();
        Handle watch = api.superuser();
        var callers = Executors.newSingleThreadExecutor()) {
      other.begin();
      other.execute("SELECT 1 FROM workspaces WHERE id = ? FOR UPDATE", workspace.value());
      Future<Answer> answer = callers.submit(() -> call(act, owner, workspace).send());
      LockQueue.await(watch);
      other.execute(
          meanwhile + " WHERE workspace_id = ? AND account_id = ?",
          workspace.value(),
          owner.accountId().value());
      other.commit();
      String problem = answer.get().problem();
      assertThat(row(workspace)).isEqualTo(before);
      return problem;
    }
  }

  private Call call(Act act, People.Person by, WorkspaceId workspace) {
    Call call = api.call(act.method(), "/v1/workspaces/" + workspace).bearer(api.token(by));
    return act.body().isEmpty() ? call : call.json(act.body());
  }

  private People.Person somebody() {
    return api.people().signedIn("turns" + people++ + "@example.com");
  }

  private String row(WorkspaceId workspace) {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select("SELECT workspaces::text FROM workspaces WHERE id = ?", workspace.value())
          .mapTo(String.class)
          .one();
    }
  }
}
