package com.klaro.store.audit;

import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Clock;

/// Appends acts to their chain, in the transaction that performs them.
@SuppressWarnings("DoNotCallSuggester")
public final class AuditTrail {

  private final AuditKeys keys;
  private final Clock clock;

  public AuditTrail(AuditKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// Appends to the workspace's chain just before the commit, when the head row is locked last.
  public void append(WorkspaceScope scope, AuditEvent event) {
    throw new UnsupportedOperationException(keys + " " + clock + event);
  }

  /// Appends to the account's own chain: acts that belong to no workspace, such as signing in.
  @NotTenantBound("acts of an account outside any workspace")
  public void appendToAccount(Transaction transaction, AccountId accountId, Actor actor, AuditEvent event) {
    throw new UnsupportedOperationException(keys + " " + clock + accountId + actor + event);
  }

  /// The first link of a new workspace's chain, for the one statement that makes account and workspace together.
  @NotTenantBound("the workspace does not exist yet")
  public First first(WorkspaceId workspaceId, Actor actor, AuditEvent event) {
    throw new UnsupportedOperationException(keys + " " + clock + workspaceId + actor + event);
  }

  /// @param headMac MAC of the head after this row
  public record First(AuditRow row, byte[] headMac) {}
}
