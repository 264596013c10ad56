package com.klaro.store.identity;

import com.klaro.store.audit.AuditTrail;
import com.klaro.store.audit.ChainHead;
import com.klaro.store.database.Rows;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The end of an account. What is behind the tenancy line is done by definer functions.
final class AccountDeletionSql {

  private AccountDeletionSql() {}

  record Row(AccountId accountId, byte[] dataKey, byte[] emailEncrypted, Instant requestedAt) {}

  /// @param seq,hash,mac of the end of the workspace's chain
  record Left(WorkspaceId workspaceId, String role, long seq, byte[] hash, byte[] mac) {
    ChainHead head() {
      return new ChainHead(seq, hash, mac);
    }
  }

  /// Its workspaces that have no other owner.
  static List<WorkspaceId> ownsAlone(Handle handle, AccountId id) {
    return handle
        .createQuery("SELECT unnest(owns_alone(:account))")
        .bind("account", id)
        .mapTo(WorkspaceId.class)
        .list();
  }

  static List<Left> leave(Handle handle, AccountId id) {
    return handle
        .createQuery("SELECT workspace_id, role, seq, hash, mac FROM leave_workspaces(:account)")
        .bind("account", id)
        .mapTo(Left.class)
        .list();
  }

  static void record(Handle handle, WorkspaceId workspaceId, AuditTrail.Link next) {
    Query query =
        handle.createQuery(
            """
            SELECT true FROM record_departure(:workspace, :seq, :at, :actor, :action, :subject, :data,
              :previous, :hash, :mac, :headMac)
            """);
    next.bindTo(query)
        .bind("workspace", workspaceId)
        .bind("seq", next.row().seq())
        .mapTo(Boolean.class)
        .one();
  }

  static void insert(Handle handle, Row row) {
    String sql =
        """
        INSERT INTO account_deletions (account_id, data_key, email_encrypted, requested_at)
        VALUES (:accountId, :dataKey, :emailEncrypted, :requestedAt)
        """;
    Rows.bind(handle.createUpdate(sql), row).execute();
  }

  /// The account, with all that is of it by a foreign key, and what is found by its address.
  static void deleteAccount(Handle handle, AccountId id, byte[] emailIndex) {
    handle
        .createUpdate("DELETE FROM signups WHERE email_index = :index AND state <> 'open'")
        .bind("index", emailIndex)
        .execute();
    handle.createUpdate("DELETE FROM accounts WHERE id = :id").bind("id", id).execute();
  }

  static Optional<Row> find(Handle handle, AccountId id) {
    return handle
        .createQuery(
            "SELECT account_id, data_key, email_encrypted, requested_at FROM account_deletions"
                + " WHERE account_id = :id")
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static void deleteFarewell(Handle handle, AccountId id) {
    handle
        .createUpdate("DELETE FROM account_deletions WHERE account_id = :id")
        .bind("id", id)
        .execute();
  }

  static List<AccountId> all(Handle handle) {
    return handle
        .createQuery("SELECT account_id FROM account_deletions ORDER BY account_id")
        .mapTo(AccountId.class)
        .list();
  }

  /// What a workflow that is gone left behind.
  static int forget(Handle handle, Instant requestedBefore, int most) {
    return handle
        .createUpdate(
            """
            DELETE FROM account_deletions WHERE account_id IN (
              SELECT account_id FROM account_deletions WHERE requested_at < :before ORDER BY 1 LIMIT :most)
            """)
        .bind("before", requestedBefore)
        .bind("most", most)
        .execute();
  }
}
