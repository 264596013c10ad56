package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Ids;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Makes sessions in the transaction of whoever judged what was shown for them: a password, a code,
/// a passkey, or the link of a sign-up.
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
    audit.appendToAccount(
        transaction,
        accountId,
        new Actor.Member(accountId, token.sessionId()),
        AuditEvent.of("session.started", "session/" + token.sessionId()));
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

  /// Ends the session that asks for another one in its place. Under [CredentialSql#lock].
  ///
  /// @return the account that it was in; empty when the password was replaced or the session ended
  ///   since they were looked at, and nothing was done
  Optional<AccountSql.Row> givenUp(
      Transaction transaction, Actor.Member member, PasswordCredential credential) {
    Optional<AccountSql.Row> account = unchanged(transaction, credential);
    return account.isPresent()
            && SessionSql.end(transaction.handle(), member.sessionId(), member.accountId(), now())
        ? account
        : Optional.empty();
  }

  /// The session in place of the one that [#givenUp] ended.
  IssuedSession replaced(
      Transaction transaction,
      Actor.Member member,
      AccountSql.Row account,
      PasswordCredential credential,
      String userAgent) {
    IssuedSession session = started(transaction, account, credential, userAgent);
    EmailChangeSql.passOn(transaction.handle(), member, session.sessionId());
    return session;
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
