package com.klaro.api.workspaces;

import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.paging.Cursor;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.AccountReader;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.MemberReader;
import com.klaro.store.workspaces.WorkspaceIntake;
import com.klaro.store.workspaces.WorkspaceReader;
import java.util.List;

/// Builds what this feature answers with.
public final class WorkspacesWiring {

  private WorkspacesWiring() {}

  public static List<Object> resources(Store store, Cursor cursor, IdempotencyKeys idempotency) {
    StoreSettings given = store.settings();
    var accounts =
        new AccountReader(
            store.database(),
            given.master(),
            new AddressIndex(store.key(AddressIndex.SECRET)),
            given.clock());
    var workspaces = new WorkspaceReader(store.database(), given.master());
    var intake = new WorkspaceIntake(given.master(), store.audit(), given.random(), given.clock());
    var door = new WorkspaceEntrance(store.gate());
    return List.of(
        new WorkspacesResource(accounts, store.gate(), workspaces, intake, cursor, idempotency),
        new MembersResource(door, new MemberReader(given.master()), cursor));
  }

  /// The classes of those, for the document that is written without a database.
  public static List<Class<?>> types() {
    return List.of(WorkspacesResource.class, MembersResource.class);
  }
}
