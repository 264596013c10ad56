package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where an account is signed in.
@NotTenantBound("sessions belong to accounts, not to workspaces")
public final class SessionReader {

  private final Database database;
  private final Clock clock;

  public SessionReader(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The live sessions of the member's account, oldest first.
  ///
  /// @param after the last one seen, or null
  /// @return empty when the member's own session has ended
  public Optional<List<OwnSession>> page(
      Actor.Member member, @Nullable SessionId after, int limit) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            AccountSql.signedIn(
                    transaction.handle(), member.accountId(), member.sessionId(), clock.instant())
                .map(_ ->
                    SessionSql.page(
                        transaction.handle(), member.accountId(), after, limit, clock.instant())));
  }
}
