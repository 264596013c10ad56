package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Instant;

/// Ends what workflows that are gone left of changes of address.
@NotTenantBound("an address belongs to an account, not to a workspace")
public final class EmailChangeRetention {

  private final Database database;

  public EmailChangeRetention(Database database) {
    this.database = database;
  }

  /// @return how many were deleted
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public int forget(Instant expiredBefore) {
    return database.inBatches(
        DatabaseRole.IDENTITY,
        (transaction, most) -> EmailChangeSql.forget(transaction.handle(), expiredBefore, most));
  }
}
