package com.klaro.api.audit;

import com.klaro.api.wiring.FeatureWiring;
import com.klaro.api.wiring.Parts;
import com.klaro.store.Store;
import com.klaro.store.audit.AuditReader;
import java.util.List;

/// What the trail brings to the API, put together.
public final class AuditWiring {

  public static final List<Class<?>> TYPES =
      List.of(AuditEventsResource.class, AuditKeysResource.class);

  /// Half of the connections of one pool, and these are not taken from a pool.
  private static final int EXPORTS = 4;

  private AuditWiring() {}

  public static FeatureWiring of(Parts parts) {
    Store store = parts.store();
    var reader = new AuditReader(store.auditKeys(), store.auditSource(), store.settings().clock());
    return FeatureWiring.of(
        new AuditEventsResource(
            parts.entrance(), reader, store.audit(), parts.cursor(), new RunningExports(EXPORTS)),
        new AuditKeysResource(store.auditKeys()));
  }
}
