package com.klaro.store.members;

import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class MemberSql {

  private MemberSql() {}

  record Row(
      AccountId accountId,
      byte[] dataKey,
      byte[] emailEncrypted,
      byte[] fullNameEncrypted,
      String role,
      Instant since,
      boolean secondFactor) {}

  record Told(AccountId accountId, byte[] dataKey, String role) {}

  static List<Row> page(Handle handle, WorkspaceId id, @Nullable UUID after, int limit) {
    return handle
        .createQuery(
            """
            SELECT account_id, data_key, email_encrypted, full_name_encrypted, role, since, second_factor
            FROM member_profiles(:workspace, CAST(:after AS uuid), :limit)
            """)
        .bind("workspace", id)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  static Optional<Row> one(Handle handle, WorkspaceId id, AccountId accountId) {
    return handle
        .createQuery(
            """
            SELECT account_id, data_key, email_encrypted, full_name_encrypted, role, since, second_factor
            FROM member_profile(:workspace, :account)
            """)
        .bind("workspace", id)
        .bind("account", accountId)
        .mapTo(Row.class)
        .findOne();
  }

  /// @return false for who is a member already
  static boolean insert(
      Handle handle, WorkspaceId id, AccountId accountId, Role role, Instant now) {
    return handle
            .createUpdate(
                """
                INSERT INTO memberships (workspace_id, account_id, role, since)
                VALUES (:workspace, :account, :role, :now) ON CONFLICT (workspace_id, account_id) DO NOTHING
                """)
            .bind("workspace", id)
            .bind("account", accountId)
            .bind("role", role.word())
            .bind("now", now)
            .execute()
        == 1;
  }

  static Optional<Role> role(Handle handle, WorkspaceId id, AccountId accountId) {
    return handle
        .createQuery(
            "SELECT role FROM memberships WHERE workspace_id = :workspace AND account_id ="
                + " :account")
        .bind("workspace", id)
        .bind("account", accountId)
        .mapTo(String.class)
        .findOne()
        .map(Role::of);
  }

  /// One whose account is disabled is none.
  static boolean hasOtherOwner(Handle handle, WorkspaceId id, AccountId accountId) {
    return handle
        .createQuery("SELECT has_other_owner(:workspace, :account)")
        .bind("workspace", id)
        .bind("account", accountId)
        .mapTo(Boolean.class)
        .one();
  }

  static void change(Handle handle, WorkspaceId id, AccountId accountId, Role role) {
    handle
        .createUpdate(
            "UPDATE memberships SET role = :role WHERE workspace_id = :workspace AND account_id ="
                + " :account")
        .bind("workspace", id)
        .bind("account", accountId)
        .bind("role", role.word())
        .execute();
  }

  /// Members without a second factor who were not told so lately, and are from now on.
  static List<Told> tellOfSecondFactor(
      Handle handle, WorkspaceId id, Instant before, Instant now, int most) {
    return handle
        .createQuery(
            """
            UPDATE memberships m SET second_factor_told_at = :now
            FROM (
              SELECT p.account_id, p.data_key FROM member_profiles(:workspace, NULL, NULL) p
              WHERE NOT p.second_factor LIMIT :most) bare
            WHERE m.workspace_id = :workspace AND m.account_id = bare.account_id
              AND (m.second_factor_told_at < :before) IS NOT FALSE
            RETURNING m.account_id, bare.data_key, m.role
            """)
        .bind("workspace", id)
        .bind("now", now)
        .bind("before", before)
        .bind("most", most)
        .mapTo(Told.class)
        .list();
  }

  static void delete(Handle handle, WorkspaceId id, AccountId accountId) {
    handle
        .createUpdate(
            "DELETE FROM memberships WHERE workspace_id = :workspace AND account_id = :account")
        .bind("workspace", id)
        .bind("account", accountId)
        .execute();
  }
}
