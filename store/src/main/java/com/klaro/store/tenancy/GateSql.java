package com.klaro.store.tenancy;

import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

final class GateSql {

  private GateSql() {}

  /// The role, or `session-ended` or `not-a-member`. Mapped by hand: this runs with every request.
  static String admit(Handle handle, Actor.Member member, WorkspaceId workspaceId, Instant now) {
    return handle
        .select(
            "SELECT admit(?, ?, ?, ?)",
            member.accountId(),
            member.sessionId(),
            workspaceId.value(),
            now)
        .map((row, _) -> row.getString(1))
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
