package com.klaro.store.workspaces;

import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.List;

/// Reads workspaces.
public final class WorkspaceReader {

  private final WorkspaceKey keys;

  public WorkspaceReader(MasterKey master) {
    this.keys = new WorkspaceKey(master);
  }

  /// All workspaces of an account, oldest first.
  ///
  /// @param transaction of identity, which is outside of every workspace
  @NotTenantBound("asks which workspaces an account belongs to, so there is no workspace yet")
  public List<Workspace> of(Transaction transaction, AccountId accountId) {
    return memberships(transaction, accountId).stream().map(Membership::workspace).toList();
  }

  /// The same, and since when.
  @NotTenantBound("asks which workspaces an account belongs to, so there is no workspace yet")
  public List<Membership> memberships(Transaction transaction, AccountId accountId) {
    return WorkspaceSql.ofAccount(transaction.handle(), accountId).stream()
        .map(row ->
            new Membership(
                open(
                    row.id(),
                    row.dataKey(),
                    row.nameEncrypted(),
                    row.country(),
                    row.role(),
                    row.createdAt()),
                row.since()))
        .toList();
  }

  /// Opens what the definer function `workspaces_of` returned to somebody else's statement.
  @NotTenantBound("the function says which workspaces an account belongs to")
  public Workspace open(
      WorkspaceId id,
      byte[] dataKey,
      byte[] nameEncrypted,
      String country,
      String role,
      Instant createdAt) {
    return new Workspace(
        id,
        WorkspaceFields.name(keys.open(id, dataKey), nameEncrypted),
        country,
        Role.of(role),
        createdAt);
  }

  public record Membership(Workspace workspace, Instant since) {}

  /// Whether members without a second factor are kept out.
  public boolean secondFactorRequired(WorkspaceScope scope) {
    return WorkspaceSql.secondFactorRequired(scope.handle(), scope.workspaceId());
  }

  public Workspace get(WorkspaceScope scope) {
    WorkspaceSql.Row row = WorkspaceSql.byId(scope.handle(), scope.workspaceId());
    return new Workspace(
        row.id(),
        WorkspaceFields.name(keys.of(scope, row.dataKey()), row.nameEncrypted()),
        row.country(),
        scope.role(),
        row.createdAt());
  }
}
