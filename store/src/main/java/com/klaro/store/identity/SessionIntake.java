package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/// Ends sessions at the door; `RefreshIntake` keeps them going.
@NotTenantBound("sessions belong to accounts, not to workspaces")
public final class SessionIntake {

  private final Database database;
  private final AuditTrail audit;
  private final Clock clock;

  public SessionIntake(Database database, AuditTrail audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /// Ends one of the member's own sessions; it may be the one that asks.
  public SessionEndOutcome end(Actor.Member member, SessionId sessionId) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          CredentialSql.lock(transaction.handle(), member.accountId());
          if (!SessionSql.isLive(transaction.handle(), member, now())) {
            return SessionEndOutcome.SIGNED_OUT;
          }
          boolean own = sessionId.equals(member.sessionId());
          boolean ended =
              own
                  ? SessionSql.end(transaction.handle(), sessionId, member.accountId(), now())
                  : SessionRevocation.one(
                      transaction.handle(), member.accountId(), sessionId, now());
          if (!ended) {
            // Its own, and gone since it was looked at.
            return own ? SessionEndOutcome.SIGNED_OUT : SessionEndOutcome.NOT_FOUND;
          }
          audit.appendToAccount(
              transaction,
              member.accountId(),
              member,
              AuditEvent.of("session.ended", "session/" + sessionId));
          return SessionEndOutcome.ENDED;
        });
  }

  /// Ends every session of the member's account but the one that asks.
  public SessionEndOutcome endOthers(Actor.Member member) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          CredentialSql.lock(transaction.handle(), member.accountId());
          if (!SessionSql.isLive(transaction.handle(), member, now())) {
            return SessionEndOutcome.SIGNED_OUT;
          }
          int ended = SessionRevocation.others(transaction.handle(), member, now());
          // Else one session makes a trail as long as it likes.
          if (ended > 0) {
            audit.appendToAccount(
                transaction,
                member.accountId(),
                member,
                new AuditEvent(
                    "session.others-ended",
                    "account/" + member.accountId(),
                    Map.of("ended", Integer.toString(ended))));
          }
          return SessionEndOutcome.ENDED;
        });
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
