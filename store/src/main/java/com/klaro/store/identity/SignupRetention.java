package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Clock;
import java.time.Instant;

/// Ends what is left of signups. A completed one has nothing to say once its workflow has ended,
/// and still tells, by its blind index, that this address came; an open one that nobody deleted has
/// lost its workflow.
@NotTenantBound("a signup is nobody's workspace yet")
public final class SignupRetention {

  private final Database database;
  private final Clock clock;

  public SignupRetention(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @return how many were deleted
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public int forget(Instant requestedBefore) {
    Instant now = clock.instant();
    return database.inBatches(
        DatabaseRole.IDENTITY,
        (transaction, most) -> SignupSql.forget(transaction.handle(), requestedBefore, now, most));
  }
}
