package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Instant;

/// Ends answered challenges that nobody would take any more.
@NotTenantBound("a challenge is of an account, or of nobody yet")
public final class PasskeyChallengeRetention {

  private final Database database;

  public PasskeyChallengeRetention(Database database) {
    this.database = database;
  }

  /// @param expiredBefore well in the past: the clocks of two processes differ
  /// @return how many were deleted
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public int forget(Instant expiredBefore) {
    return database.inBatches(
        DatabaseRole.IDENTITY,
        (transaction, most) -> PasskeySql.forget(transaction.handle(), expiredBefore, most));
  }
}
