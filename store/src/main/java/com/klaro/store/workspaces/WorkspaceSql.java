package com.klaro.store.workspaces;

import com.klaro.store.database.Rows;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class WorkspaceSql {

  private WorkspaceSql() {}

  record Row(
      WorkspaceId id, byte[] dataKey, byte[] nameEncrypted, String country, Instant createdAt) {}

  record OwnRow(
      WorkspaceId id,
      byte[] dataKey,
      byte[] nameEncrypted,
      String country,
      Instant createdAt,
      String role,
      Instant since) {}

  static List<OwnRow> ofAccount(Handle handle, AccountId accountId) {
    return handle
        .createQuery(
            "SELECT id, data_key, name_encrypted, country, created_at, role, since FROM"
                + " workspaces_of(:account)")
        .bind("account", accountId)
        .mapTo(OwnRow.class)
        .list();
  }

  static Row byId(Handle handle, WorkspaceId id) {
    return handle
        .createQuery(
            "SELECT id, data_key, name_encrypted, country, created_at FROM workspaces WHERE id ="
                + " :id")
        .bind("id", id)
        .mapTo(Row.class)
        .one();
  }

  static byte[] dataKey(Handle handle, WorkspaceId id) {
    return handle
        .createQuery("SELECT data_key FROM workspaces WHERE id = :id")
        .bind("id", id)
        .mapTo(byte[].class)
        .one();
  }

  /// @return false when this very workspace exists already: a repeat after a crash
  static boolean insert(Handle handle, Row row) {
    return Rows.bind(
                handle.createUpdate(
                    """
                    INSERT INTO workspaces (id, data_key, name_encrypted, country, created_at)
                    VALUES (:id, :dataKey, :nameEncrypted, :country, :createdAt) ON CONFLICT (id) DO NOTHING
                    """),
                row)
            .execute()
        == 1;
  }

  static void insertFounder(Handle handle, WorkspaceId id, AccountId accountId, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO memberships (workspace_id, account_id, role, since) VALUES (:workspace, :account, :role, :now)
            """)
        .bind("workspace", id)
        .bind("account", accountId)
        .bind("role", Role.OWNER.word())
        .bind("now", now)
        .execute();
  }

  /// Closed first: an open one does not let its last owner go. Its invitations go now, because the
  /// gate lets nobody in who would delete them later.
  static void close(Handle handle, WorkspaceId id, Instant now) {
    handle
        .createUpdate(
            "UPDATE workspaces SET closed_at = :now, data_key = '', name_encrypted = '' WHERE id ="
                + " :id")
        .bind("id", id)
        .bind("now", now)
        .execute();
    for (String people : List.of("memberships", "invitations")) {
      handle
          .createUpdate("DELETE FROM " + people + " WHERE workspace_id = :id")
          .bind("id", id)
          .execute();
    }
  }

  static boolean secondFactorRequired(Handle handle, WorkspaceId id) {
    return handle
        .createQuery("SELECT second_factor_required FROM workspaces WHERE id = :id")
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  static void requireSecondFactor(Handle handle, WorkspaceId id, boolean required) {
    handle
        .createUpdate("UPDATE workspaces SET second_factor_required = :required WHERE id = :id")
        .bind("id", id)
        .bind("required", required)
        .execute();
  }

  static void rename(Handle handle, WorkspaceId id, byte[] nameEncrypted) {
    handle
        .createUpdate("UPDATE workspaces SET name_encrypted = :name WHERE id = :id")
        .bind("id", id)
        .bind("name", nameEncrypted)
        .execute();
  }
}
