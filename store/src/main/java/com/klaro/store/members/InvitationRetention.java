package com.klaro.store.members;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Instant;

/// Ends what workflows that are gone left of invitations. One that was accepted, withdrawn or
/// replaced has no row any more, and one whose workflow still lives is deleted by it; where this
/// was faster, the workflow finds nothing and ends all the same.
@NotTenantBound("what is over goes in all workspaces at once, the closed ones too")
public final class InvitationRetention {

  private final Database database;

  public InvitationRetention(Database database) {
    this.database = database;
  }

  /// @return how many were deleted
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public int forget(Instant expiredBefore) {
    return database.inBatches(
        DatabaseRole.PLATFORM,
        (transaction, most) -> InvitationSql.forget(transaction.handle(), expiredBefore, most));
  }
}
