package com.klaro.api.workspaces;

import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.paging.Cursor;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.MemberReader;
import com.klaro.store.identity.PresenceIntake;
import com.klaro.store.workspaces.WorkspaceIntake;
import com.klaro.store.workspaces.WorkspaceReader;
import java.util.List;

/// Builds what this feature answers with.
public final class WorkspacesWiring {

  private WorkspacesWiring() {}

  public static List<Object> resources(Store store, Cursor cursor, IdempotencyKeys idempotency) {
    StoreSettings given = store.settings();
    var workspaces = new WorkspaceReader(given.master());
    var intake = new WorkspaceIntake(given.master(), store.audit(), given.random(), given.clock());
    var presence = new PresenceIntake(store.database(), given.master(), workspaces, given.clock());
    var entrance = new WorkspaceEntrance(store.gate());
    return List.of(
        new WorkspacesResource(presence, entrance, workspaces, intake, cursor, idempotency),
        new MembersResource(entrance, new MemberReader(given.master()), cursor));
  }

  /// The classes of those, for the document that is written without a database.
  public static List<Class<?>> types() {
    return List.of(WorkspacesResource.class, MembersResource.class);
  }
}
