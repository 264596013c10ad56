package com.klaro.store.identity;

import com.klaro.store.workspaces.Workspace;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whose session began or went on, beside one of their workspaces; without those columns for who
/// has none. All with the statement that wrote the session, for each further question is a round
/// trip.
record SessionRow(
    AccountId accountId,
    Instant expiresAt,
    byte[] dataKey,
    byte[] emailEncrypted,
    byte[] fullNameEncrypted,
    int passwordNumber,
    @Nullable WorkspaceId workspaceId,
    byte @Nullable [] workspaceKey,
    byte @Nullable [] workspaceName,
    @Nullable String country,
    @Nullable Instant createdAt,
    @Nullable String role) {

  /// The end of a statement that has found the rest as `mine`.
  static final String WITH_WORKSPACES =
      """
      SELECT m.*, w.id AS workspace_id, w.data_key AS workspace_key, w.name_encrypted AS workspace_name,
        w.country, w.created_at, w.role
      FROM mine m LEFT JOIN LATERAL workspaces_of(m.account_id) w ON true ORDER BY w.id
      """;

  AccountSql.Row account() {
    return new AccountSql.Row(accountId, dataKey, emailEncrypted, fullNameEncrypted);
  }

  /// @param rows of one statement
  static List<Workspace> workspaces(List<SessionRow> rows, WorkspaceReader reader) {
    return rows.stream().flatMap(row -> row.workspace(reader).stream()).toList();
  }

  private Optional<Workspace> workspace(WorkspaceReader reader) {
    return workspaceId == null
            || workspaceKey == null
            || workspaceName == null
            || country == null
            || role == null
            || createdAt == null
        ? Optional.empty()
        : Optional.of(
            reader.open(workspaceId, workspaceKey, workspaceName, country, role, createdAt));
  }
}
