package com.klaro.store.workspaces;

import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.function.Supplier;

/// The data key of a workspace, under which whatever is personal in its rows is encrypted. Whoever
/// was admitted gets it; nobody else reads the column.
public final class WorkspaceKey {

  private final MasterKey master;

  public WorkspaceKey(MasterKey master) {
    this.master = master;
  }

  /// Read and unwrapped once per transaction, however many doors ask.
  public DataKey of(WorkspaceScope scope) {
    return kept(scope, () -> WorkspaceSql.dataKey(scope.handle(), scope.workspaceId()));
  }

  /// For who has read the column with the rest of the row.
  DataKey of(WorkspaceScope scope, byte[] wrapped) {
    return kept(scope, () -> wrapped);
  }

  /// For the list of an account's workspaces, which is read before anybody is admitted to one.
  DataKey open(WorkspaceId id, byte[] wrapped) {
    return DataKey.open(master, wrapped, WorkspaceFields.owner(id));
  }

  private DataKey kept(WorkspaceScope scope, Supplier<byte[]> wrapped) {
    // Under the class, so that doors share it which were not built together. The gate makes one
    // scope in a transaction, so there is one key.
    return scope
        .transaction()
        .kept(WorkspaceKey.class, DataKey.class, () -> open(scope.workspaceId(), wrapped.get()));
  }
}
