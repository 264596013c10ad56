package com.klaro.store.identity;

import com.klaro.store.audit.AccountLink;
import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.audit.ChainHead;
import com.klaro.store.database.Ids;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.limits.CountedPlaces;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.workspaces.Workspace;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Makes sessions for whoever judged what was shown for them, a password, a code, a passkey or the
/// link of a sign-up, in their transaction; for a password also in one statement.
public final class SessionIssuer {

  private final MasterKey master;
  private final WorkspaceReader workspaces;
  private final AuditTrail audit;
  private final RefreshTokenKeys keys;
  private final SessionPolicy policy;
  private final SecureRandom random;
  private final Ids ids;
  private final Clock clock;

  public SessionIssuer(
      MasterKey master,
      WorkspaceReader workspaces,
      AuditTrail audit,
      RefreshTokenKeys keys,
      SessionPolicy policy,
      SecureRandom random,
      Ids ids,
      Clock clock) {
    this.master = master;
    this.workspaces = workspaces;
    this.audit = audit;
    this.keys = keys;
    this.policy = policy;
    this.random = random;
    this.ids = ids;
    this.clock = clock;
  }

  /// A session for someone whose password was right when it was looked at.
  ///
  /// @return empty when the password was replaced, or anything else moved the version on, since
  Optional<IssuedSession> start(
      Transaction transaction, PasswordCredential credential, String userAgent) {
    RefreshToken token = fresh();
    List<SessionRow> rows =
        SessionSql.start(transaction.handle(), credential, row(token, userAgent));
    Optional<IssuedSession> session = issued(rows, token);
    session.ifPresent(_ -> noteStart(transaction, credential.accountId(), token));
    return session;
  }

  /// The same in one statement, with its link in the account's audit trail, and what counts.
  ///
  /// @return empty also when the trail has moved on
  Optional<IssuedSession> startAtOnce(
      Handle handle,
      PasswordCredential credential,
      ChainHead trail,
      String userAgent,
      CountedPlaces counted) {
    RefreshToken token = fresh();
    AccountLink link =
        audit.nextOfAccount(
            credential.accountId(), trail, actor(credential.accountId(), token), started(token));
    return issued(
        PasswordSessionSql.start(handle, credential, row(token, userAgent), counted, link), token);
  }

  private Optional<IssuedSession> issued(List<SessionRow> rows, RefreshToken token) {
    return rows.stream()
        .findFirst()
        .map(row ->
            issued(
                AccountFields.open(master, row.account()),
                token,
                row.passwordNumber(),
                SessionRow.workspaces(rows, workspaces)));
  }

  /// Inserts a session in the caller's transaction.
  RefreshToken begin(Transaction transaction, AccountId accountId, String userAgent) {
    RefreshToken token = fresh();
    SessionSql.insert(transaction.handle(), accountId, row(token, userAgent));
    noteStart(transaction, accountId, token);
    return token;
  }

  private SessionStart row(RefreshToken token, String userAgent) {
    return new SessionStart(token, now(), policy, userAgent);
  }

  private RefreshToken fresh() {
    return RefreshToken.first(random, new SessionId(ids.next()));
  }

  private void noteStart(Transaction transaction, AccountId accountId, RefreshToken token) {
    audit.appendToAccount(transaction, accountId, actor(accountId, token), started(token));
  }

  private static Actor actor(AccountId accountId, RefreshToken token) {
    return new Actor.Member(accountId, token.sessionId());
  }

  private static AuditEvent started(RefreshToken token) {
    return AuditEvent.of("session.started", "session/" + token.sessionId());
  }

  /// What is handed out for a session that was just begun.
  IssuedSession issued(Transaction transaction, Account account, RefreshToken token) {
    return issued(
        account,
        token,
        CredentialSql.passwordNumber(transaction.handle(), account.id()),
        workspaces.of(transaction, account.id()));
  }

  private IssuedSession issued(
      Account account, RefreshToken token, int passwordNumber, List<Workspace> mine) {
    return new IssuedSession(
        token.sessionId(),
        account,
        keys.issuing(now()).text(token),
        policy.usable(policy.absolute()),
        passwordNumber,
        mine);
  }

  /// A session in place of the one that asks. Under [CredentialSql#lock].
  ///
  /// @return empty when the password was replaced or the session ended since they were looked at,
  ///   and nothing was done
  Optional<IssuedSession> replace(
      Transaction transaction,
      Actor.Member member,
      PasswordCredential credential,
      String userAgent) {
    if (!CredentialSql.isUnchanged(transaction.handle(), credential)
        || !SessionSql.end(transaction.handle(), member.sessionId(), member.accountId(), now())) {
      return Optional.empty();
    }
    Optional<IssuedSession> session = start(transaction, credential, userAgent);
    session.ifPresent(it -> EmailChangeSql.passOn(transaction.handle(), member, it.sessionId()));
    return session;
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
