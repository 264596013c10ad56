package com.klaro.api.audit;

import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.web.paging.Cursor;
import com.klaro.store.Store;
import com.klaro.store.audit.AuditReader;
import java.util.List;

/// Builds what this feature answers with.
public final class AuditWiring {

  /// Half of the connections of one pool, and these are not taken from a pool.
  private static final int EXPORTS = 4;

  private AuditWiring() {}

  public static List<Object> resources(Store store, Cursor cursor) {
    var reader = new AuditReader(store.auditKeys(), store.auditSource(), store.settings().clock());
    return List.of(
        new AuditEventsResource(
            new WorkspaceEntrance(store.gate()),
            reader,
            store.audit(),
            cursor,
            new RunningExports(EXPORTS)),
        new AuditKeysResource(store.auditKeys()));
  }

  /// The classes of those, for the document that is written without a database.
  public static List<Class<?>> types() {
    return List.of(AuditEventsResource.class, AuditKeysResource.class);
  }
}
