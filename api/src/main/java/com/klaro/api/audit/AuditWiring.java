package com.klaro.api.audit;

import com.klaro.api.wiring.FeatureWiring;
import com.klaro.api.wiring.Parts;
import com.klaro.store.Store;
import com.klaro.store.audit.AuditReader;
import com.klaro.store.identity.AccountExportIntake;
import com.klaro.store.tenancy.RecentAuthentication;
import java.util.List;

/// What the trail brings to the API, put together.
public final class AuditWiring {

  public static final List<Class<?>> TYPES =
      List.of(AuditEventsResource.class, AccountExportResource.class, AuditKeysResource.class);

  /// Half of the connections of one pool, and these are not taken from a pool.
  private static final int EXPORTS = 4;

  private AuditWiring() {}

  /// @param recent how old the proof may be of who takes along what is kept of them
  public static FeatureWiring of(RecentAuthentication recent, Parts parts) {
    Store store = parts.store();
    var reader = new AuditReader(store.auditKeys(), store.auditSource(), store.settings().clock());
    var exports = new RunningExports(EXPORTS);
    var ofAccounts =
        new AccountExportIntake(
            store.database(),
            store.settings().master(),
            store.audit(),
            recent,
            store.settings().clock());
    return FeatureWiring.of(
        new AuditEventsResource(parts.entrance(), reader, store.audit(), parts.cursor(), exports),
        new AccountExportResource(parts.entrance(), ofAccounts, reader, exports),
        new AuditKeysResource(store.auditKeys()));
  }
}
