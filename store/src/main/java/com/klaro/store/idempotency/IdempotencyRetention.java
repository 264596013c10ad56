package com.klaro.store.idempotency;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Clock;
import java.time.Instant;

/// Forgets keys, with their answers. When each goes was written into its row.
@NotTenantBound("belongs to the caller, an account or a peer, and is asked before the gate")
public final class IdempotencyRetention {

  /// Of one transaction, because a backlog of days would not fit into one deadline.
  private static final int BATCH = 500;

  private final Database database;
  private final Clock clock;

  public IdempotencyRetention(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Safe to repeat, also after it failed half-way.
  ///
  /// @return how many were forgotten
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public int forget() {
    Instant now = clock.instant();
    int forgotten = 0;
    int batch;
    do {
      batch =
          database.transaction(
              DatabaseRole.PLATFORM, it -> IdempotencySql.forget(it.handle(), now, BATCH));
      forgotten += batch;
    } while (batch == BATCH);
    return forgotten;
  }
}
