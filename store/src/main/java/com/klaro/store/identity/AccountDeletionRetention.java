package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Instant;

/// Ends what workflows that are gone left of deleted accounts.
@NotTenantBound("an account belongs to a person, not to a workspace")
public final class AccountDeletionRetention {

  private final Database database;

  public AccountDeletionRetention(Database database) {
    this.database = database;
  }

  /// @return how many were deleted
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public int forget(Instant requestedBefore) {
    return database.inBatches(
        DatabaseRole.IDENTITY,
        (transaction, most) ->
            AccountDeletionSql.forget(transaction.handle(), requestedBefore, most));
  }
}
