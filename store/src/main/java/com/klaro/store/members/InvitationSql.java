package com.klaro.store.members;

import com.klaro.store.database.Rows;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class InvitationSql {

  private InvitationSql() {}

  record Row(
      WorkspaceId workspaceId,
      InvitationId id,
      byte[] emailIndex,
      byte[] emailEncrypted,
      String role,
      AccountId invitedBy,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant mailedAt) {}

  record Place(WorkspaceId workspaceId, InvitationId id) {}

  /// A repeat with the same id makes nothing more.
  static boolean insert(Handle handle, Row row) {
    String sql =
        """
        INSERT INTO invitations
          (workspace_id, id, email_index, email_encrypted, role, invited_by, created_at, expires_at)
        VALUES (:workspaceId, :id, :emailIndex, :emailEncrypted, :role, :invitedBy, :createdAt, :expiresAt)
        ON CONFLICT (workspace_id, id) DO NOTHING
        """;
    return Rows.bind(handle.createUpdate(sql), row).execute() == 1;
  }

  static List<Row> page(WorkspaceScope scope, Instant now, @Nullable UUID after, int limit) {
    return scope
        .handle()
        .createQuery(
            """
            SELECT * FROM invitations
            WHERE workspace_id = :workspace AND expires_at > :now AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid))
            ORDER BY id LIMIT :limit
            """)
        .bind("workspace", scope.workspaceId())
        .bind("now", now)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  static Optional<Row> locked(WorkspaceScope scope, InvitationId id) {
    return scope
        .handle()
        .createQuery(
            "SELECT * FROM invitations WHERE workspace_id = :workspace AND id = :id FOR UPDATE")
        .bind("workspace", scope.workspaceId())
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static Optional<Row> byToken(WorkspaceScope scope, byte[] tokenHash) {
    return scope
        .handle()
        .createQuery(
            """
            SELECT i.* FROM invitation_tokens t
            JOIN invitations i ON i.workspace_id = t.workspace_id AND i.id = t.invitation_id
            WHERE t.workspace_id = :workspace AND t.token_hash = :hash
            """)
        .bind("workspace", scope.workspaceId())
        .bind("hash", tokenHash)
        .mapTo(Row.class)
        .findOne();
  }

  static void insertToken(WorkspaceScope scope, InvitationId id, byte[] hash) {
    scope
        .handle()
        .createUpdate(
            """
            INSERT INTO invitation_tokens (workspace_id, token_hash, invitation_id) VALUES (:workspace, :hash, :id)
            """)
        .bind("workspace", scope.workspaceId())
        .bind("hash", hash)
        .bind("id", id)
        .execute();
  }

  static void mailed(WorkspaceScope scope, InvitationId id, Instant now) {
    scope
        .handle()
        .createUpdate(
            "UPDATE invitations SET mailed_at = :now WHERE workspace_id = :workspace AND id = :id")
        .bind("workspace", scope.workspaceId())
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  static boolean delete(WorkspaceScope scope, InvitationId id) {
    return scope
            .handle()
            .createUpdate("DELETE FROM invitations WHERE workspace_id = :workspace AND id = :id")
            .bind("workspace", scope.workspaceId())
            .bind("id", id)
            .execute()
        == 1;
  }

  /// @return what was there for the address beside this one
  static List<InvitationId> deleteOthers(WorkspaceScope scope, byte[] emailIndex, InvitationId id) {
    return scope
        .handle()
        .createQuery(
            """
            DELETE FROM invitations WHERE workspace_id = :workspace AND email_index = :index AND id <> :id RETURNING id
            """)
        .bind("workspace", scope.workspaceId())
        .bind("index", emailIndex)
        .bind("id", id)
        .mapTo(InvitationId.class)
        .list();
  }

  /// @param roles of the invitations that go
  static List<InvitationId> deleteBy(WorkspaceScope scope, AccountId inviter, List<Role> roles) {
    return scope
        .handle()
        .createQuery(
            """
            DELETE FROM invitations WHERE workspace_id = :workspace AND invited_by = :inviter AND role = ANY (:roles)
            RETURNING id
            """)
        .bind("workspace", scope.workspaceId())
        .bind("inviter", inviter)
        .bindArray("roles", String.class, roles.stream().map(Role::word).toArray())
        .mapTo(InvitationId.class)
        .list();
  }

  /// Whether an open one for this address makes an owner.
  static boolean promisesOwner(WorkspaceScope scope, byte[] emailIndex, Instant now) {
    return scope
        .handle()
        .createQuery(
            """
            SELECT EXISTS (
              SELECT FROM invitations
              WHERE workspace_id = :workspace AND email_index = :index AND role = 'owner' AND expires_at > :now)
            """)
        .bind("workspace", scope.workspaceId())
        .bind("index", emailIndex)
        .bind("now", now)
        .mapTo(Boolean.class)
        .one();
  }

  static boolean isMembersAddress(WorkspaceScope scope, byte[] emailIndex) {
    return scope
        .handle()
        .createQuery("SELECT is_members_address(:workspace, :index)")
        .bind("workspace", scope.workspaceId())
        .bind("index", emailIndex)
        .mapTo(Boolean.class)
        .one();
  }

  static List<Place> all(Handle handle, @Nullable Place after, int limit) {
    return handle
        .createQuery(
            "SELECT workspace_id, id FROM all_invitations(CAST(:workspace AS uuid), CAST(:after AS"
                + " uuid), :limit)")
        .bind("workspace", after == null ? null : after.workspaceId().value())
        .bind("after", after == null ? null : after.id().value())
        .bind("limit", limit)
        .mapTo(Place.class)
        .list();
  }

  static int forget(Handle handle, Instant expiredBefore, int most) {
    return handle
        .createQuery("SELECT forget_invitations(:before, :most)")
        .bind("before", expiredBefore)
        .bind("most", most)
        .mapTo(Integer.class)
        .one();
  }
}
