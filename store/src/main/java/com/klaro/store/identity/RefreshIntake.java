package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.workspaces.Workspace;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.Actor;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Keeps sessions going, and ends those whose token somebody copied.
@NotTenantBound("sessions belong to accounts, not to workspaces")
public final class RefreshIntake {

  private final Database database;
  private final MasterKey master;
  private final WorkspaceReader workspaces;
  private final AuditTrail audit;
  private final NoticeIntake notices;
  private final RefreshTokenKeys keys;
  private final SessionPolicy policy;
  private final Clock clock;

  public RefreshIntake(
      Database database,
      MasterKey master,
      WorkspaceReader workspaces,
      AuditTrail audit,
      NoticeIntake notices,
      RefreshTokenKeys keys,
      SessionPolicy policy,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.workspaces = workspaces;
    this.audit = audit;
    this.notices = notices;
    this.keys = keys;
    this.policy = policy;
    this.clock = clock;
  }

  /// Swaps a refresh token for its successor. The immediate predecessor gets the same successor for
  /// a short while, so a client that lost the reply, or raced itself, stays signed in; anything
  /// older ends the session.
  public RefreshOutcome refresh(String presented) {
    return keys.read(presented).map(this::refresh).orElseGet(RefreshOutcome.Refused::new);
  }

  private RefreshOutcome refresh(RefreshToken token) {
    Instant now = Timestamps.now(clock);
    RefreshToken.Issuer issuer = keys.issuing(now);
    // Nearly always the end of its chain, which is one statement and needs no commit of its own.
    List<SessionRow> rotated =
        database.statement(
            DatabaseRole.IDENTITY,
            handle -> SessionSql.rotate(handle, token, issuer.successor(token), now));
    if (rotated.isEmpty()) {
      return database.transaction(
          DatabaseRole.IDENTITY, transaction -> notTheEnd(transaction, token, now));
    }
    SessionRow first = rotated.getFirst();
    return refreshed(
        first.account(),
        first.passwordNumber(),
        first.expiresAt(),
        SessionRow.workspaces(rotated, workspaces),
        token,
        issuer,
        now);
  }

  private RefreshOutcome notTheEnd(Transaction transaction, RefreshToken token, Instant now) {
    var live = SessionSql.live(transaction.handle(), token.sessionId(), now);
    if (live.isEmpty()) {
      return new RefreshOutcome.Refused();
    }
    SessionSql.Live session = live.get();
    if (isImmediatePredecessor(token, session, now)) {
      // Empty when that key was retired since: the successor would be refused as well.
      return keys.successorMaker(token, session.refreshHash())
          .map(maker ->
              refreshed(
                  AccountSql.byId(transaction.handle(), session.accountId()),
                  session.passwordNumber(),
                  session.expiresAt(),
                  workspaces.of(transaction, session.accountId()),
                  token,
                  maker,
                  now))
          .orElseGet(RefreshOutcome.Refused::new);
    }
    CredentialSql.lock(transaction.handle(), session.accountId());
    if (!SessionRevocation.one(transaction.handle(), session.accountId(), token.sessionId(), now)) {
      // Ended, or gone with its account, since it was looked at.
      return new RefreshOutcome.Refused();
    }
    audit.appendToAccount(
        transaction,
        session.accountId(),
        new Actor.Member(session.accountId(), token.sessionId()),
        AuditEvent.of("session.refresh-replayed", "session/" + token.sessionId()));
    notices.add(transaction, session.accountId(), NoticeKind.SESSION_REPLAYED);
    return new RefreshOutcome.Replayed(session.accountId());
  }

  private boolean isImmediatePredecessor(RefreshToken token, SessionSql.Live session, Instant now) {
    byte[] previous = session.previousRefreshHash();
    Instant rotatedAt = session.rotatedAt();
    return previous != null
        && rotatedAt != null
        && MessageDigest.isEqual(previous, token.hash())
        && now.isBefore(rotatedAt.plus(policy.refreshGrace()));
  }

  /// @param issuer of the successor that is handed out
  private RefreshOutcome refreshed(
      AccountSql.Row row,
      int passwordNumber,
      Instant expiresAt,
      List<Workspace> mine,
      RefreshToken used,
      RefreshToken.Issuer issuer,
      Instant now) {
    RefreshToken successor = issuer.successor(used);
    return new RefreshOutcome.Refreshed(
        new IssuedSession(
            successor.sessionId(),
            AccountFields.open(master, row),
            issuer.text(successor),
            policy.usable(Duration.between(now, expiresAt)),
            passwordNumber,
            mine));
  }
}
