package com.klaro.store.idempotency;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Clock;
import java.time.Instant;

/// Forgets keys, with their answers. When each goes was written into its row.
@NotTenantBound("belongs to the caller, an account or a peer, and is asked before the gate")
public final class IdempotencyRetention {

  private final Database database;
  private final Clock clock;

  public IdempotencyRetention(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @return how many were forgotten
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public int forget() {
    Instant now = clock.instant();
    return database.inBatches(
        DatabaseRole.PLATFORM,
        (transaction, most) -> IdempotencySql.forget(transaction.handle(), now, most));
  }
}
