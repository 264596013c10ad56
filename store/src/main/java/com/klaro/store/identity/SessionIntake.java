package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Ids;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts and ends sessions at the door; `RefreshIntake` keeps them going.
@NotTenantBound("sessions belong to accounts, not to workspaces")
public final class SessionIntake {

  private final Database database;
  private final MasterKey master;
  private final WorkspaceReader workspaces;
  private final AuditTrail audit;
  private final LimitIntake limits;
  private final RefreshTokenKeys keys;
  private final SessionPolicy policy;
  private final SecureRandom random;
  private final Ids ids;
  private final Clock clock;

  public SessionIntake(
      Database database,
      MasterKey master,
      WorkspaceReader workspaces,
      AuditTrail audit,
      LimitIntake limits,
      RefreshTokenKeys keys,
      SessionPolicy policy,
      SecureRandom random,
      Ids ids,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.workspaces = workspaces;
    this.audit = audit;
    this.limits = limits;
    this.keys = keys;
    this.policy = policy;
    this.random = random;
    this.ids = ids;
    this.clock = clock;
  }

  /// A session for someone whose password was just right.
  ///
  /// @param rehashed today's hash of that password when the stored one was outdated
  /// @param counted where the right password counts, whatever comes of it
  /// @return empty when the password was replaced, or anything else moved the version on, since it
  ///   was looked at
  public Optional<IssuedSession> start(
      PasswordCredential credential,
      String userAgent,
      Optional<String> rehashed,
      List<Place> counted) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          // Before the row is looked at: two that share it could not both change it.
          rehashed.ifPresent(phc ->
              CredentialSql.rehash(
                  transaction.handle(), credential.accountId(), credential.passwordPhc(), phc));
          Optional<AccountSql.Row> account = unchanged(transaction, credential);
          limits.add(transaction, counted);
          return account.map(row -> started(transaction, row, credential, userAgent));
        });
  }

  /// The account to start a session in, as [CredentialSql#unchanged].
  Optional<AccountSql.Row> unchanged(Transaction transaction, PasswordCredential credential) {
    return CredentialSql.unchanged(
        transaction.handle(), credential.accountId(), credential.version());
  }

  IssuedSession started(
      Transaction transaction,
      AccountSql.Row account,
      PasswordCredential credential,
      String userAgent) {
    return issued(
        transaction,
        AccountFields.open(master, account),
        begin(transaction, account.id(), userAgent),
        credential.passwordNumber());
  }

  /// Inserts a session in the caller's transaction.
  RefreshToken begin(Transaction transaction, AccountId accountId, String userAgent) {
    RefreshToken token = RefreshToken.first(random, new SessionId(ids.next()));
    SessionSql.insert(transaction.handle(), token, accountId, now(), policy, userAgent);
    record(transaction, accountId, token.sessionId(), "session.started");
    return token;
  }

  /// What is handed out for a session that was just begun.
  IssuedSession issued(Transaction transaction, Account account, RefreshToken token) {
    int passwordNumber = CredentialSql.passwordNumber(transaction.handle(), account.id());
    return issued(transaction, account, token, passwordNumber);
  }

  private IssuedSession issued(
      Transaction transaction, Account account, RefreshToken token, int passwordNumber) {
    return new IssuedSession(
        token.sessionId(),
        account,
        keys.issuing(now()).text(token),
        policy.usable(policy.absolute()),
        passwordNumber,
        workspaces.of(transaction, account.id()));
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
                  : SignOut.one(transaction.handle(), member.accountId(), sessionId, now());
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
          int ended = SignOut.others(transaction.handle(), member, now());
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

  /// A new session for someone signed in whose password was just right, in place of the one that
  /// asks (ASVS 7.2.4).
  ///
  /// @param credential of `PasswordIntake.current`, compared since
  /// @return empty when the password was replaced or the session ended since then
  public Optional<IssuedSession> renew(
      Actor.Member member, PasswordCredential credential, String userAgent) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          CredentialSql.lock(transaction.handle(), member.accountId());
          return givenUp(transaction, member, credential)
              .map(account -> renewed(transaction, member, account, credential, userAgent));
        });
  }

  /// Ends the session that asks for another one in its place. Under [CredentialSql#lock].
  ///
  /// @return the account that it was in; empty as [#renew], and nothing was done
  Optional<AccountSql.Row> givenUp(
      Transaction transaction, Actor.Member member, PasswordCredential credential) {
    Optional<AccountSql.Row> account = unchanged(transaction, credential);
    return account.isPresent()
            && SessionSql.end(transaction.handle(), member.sessionId(), member.accountId(), now())
        ? account
        : Optional.empty();
  }

  /// The session in place of the one that [#givenUp] ended.
  IssuedSession renewed(
      Transaction transaction,
      Actor.Member member,
      AccountSql.Row account,
      PasswordCredential credential,
      String userAgent) {
    IssuedSession session = started(transaction, account, credential, userAgent);
    EmailChangeSql.passOn(transaction.handle(), member, session.sessionId());
    return session;
  }

  private void record(
      Transaction transaction, AccountId accountId, SessionId sessionId, String action) {
    audit.appendToAccount(
        transaction,
        accountId,
        new Actor.Member(accountId, sessionId),
        AuditEvent.of(action, "session/" + sessionId));
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
