package com.klaro.store.limits;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Clock;

/// Ends buckets that are whole again.
@NotTenantBound("limits guard doors before anybody is known")
public final class LimitRetention {

  private final Database database;
  private final Clock clock;

  public LimitRetention(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @return how many were deleted
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public int forget() {
    return database.inBatches(
        DatabaseRole.IDENTITY,
        (transaction, most) -> LimitSql.forgetWhole(transaction.handle(), clock.instant(), most));
  }
}
