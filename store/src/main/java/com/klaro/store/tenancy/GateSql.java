package com.klaro.store.tenancy;

import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

final class GateSql {

  private GateSql() {}

  record Verdict(String verdict, String role) {}

  static Verdict admit(Handle handle, Actor.Member member, WorkspaceId workspaceId, Instant now) {
    return handle
        .createQuery("SELECT verdict, role FROM admit(:account, :session, :workspace, :now)")
        .bind("account", member.accountId())
        .bind("session", member.sessionId())
        .bind("workspace", workspaceId)
        .bind("now", now)
        .mapTo(Verdict.class)
        .one();
  }

  static void enter(Handle handle, WorkspaceId workspaceId) {
    handle
        .select("SELECT set_config('klaro.workspace_id', ?, true)", workspaceId.toString())
        .mapTo(String.class)
        .one();
  }

  /// Enters and looks whether there is such a workspace, in one round trip: the setting is made
  /// before the row is sought.
  static boolean enterExisting(Handle handle, WorkspaceId workspaceId) {
    enter(handle, workspaceId);
    return handle
        .select("SELECT true FROM workspaces WHERE id = ?", workspaceId.value())
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  static void leave(Handle handle) {
    handle.select("SELECT set_config('klaro.workspace_id', '', true)").mapTo(String.class).one();
  }
}
