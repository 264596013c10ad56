package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.LiveSession;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Clock;
import java.time.Instant;

/// Forgets sessions that ended long ago, in whichever way. Whoever comes with one is answered as
/// before: one that has ended and one that never was are the same refusal.
@NotTenantBound("sessions belong to accounts, not to workspaces")
public final class SessionRetention {

  private final Database database;
  private final Clock clock;

  public SessionRetention(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What another process may still hold for live stays, whatever is asked.
  ///
  /// @return how many were deleted
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public int forget(Instant endedBefore) {
    Instant surelyEnded = clock.instant().minus(LiveSession.SLACK);
    Instant before = endedBefore.isBefore(surelyEnded) ? endedBefore : surelyEnded;
    return database.inBatches(
        DatabaseRole.IDENTITY,
        (transaction, most) -> SessionSql.forget(transaction.handle(), before, most));
  }
}
