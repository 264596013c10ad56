package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.time.Instant;

/// Sessions that a passkey opens, which is both factors: it was had in hand, and its authenticator
/// has looked at who holds it.
@NotTenantBound("sessions belong to accounts, not to workspaces")
public final class PasskeySessionIntake {

  private final Database database;
  private final MasterKey master;
  private final SessionIssuer sessions;
  private final PasskeyCheck passkeys;
  private final Clock clock;

  public PasskeySessionIntake(
      Database database,
      MasterKey master,
      SessionIssuer sessions,
      PasskeyCheck passkeys,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.sessions = sessions;
    this.passkeys = passkeys;
    this.clock = clock;
  }

  /// What became of a use.
  public sealed interface Opened {
    record Session(IssuedSession session) implements Opened {}

    /// Answered before, removed since, of another account, or counted back.
    record Refused() implements Opened {}

    record SignedOut() implements Opened {}
  }

  public Opened start(PasskeyUse use, String userAgent) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            isGood(transaction, use, IdentityActors.SIGN_IN)
                ? begun(transaction, use, userAgent)
                : new Opened.Refused());
  }

  /// A new session in place of the one that asks (ASVS 7.2.4).
  public Opened reauthenticate(Actor.Member member, PasskeyUse use, String userAgent) {
    if (!use.passkey().accountId().equals(member.accountId())) {
      return new Opened.Refused();
    }
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          if (!isGood(transaction, use, member)) {
            return new Opened.Refused();
          }
          if (!SessionSql.end(
              transaction.handle(), member.sessionId(), member.accountId(), now())) {
            return new Opened.SignedOut();
          }
          Opened.Session begun = begun(transaction, use, userAgent);
          EmailChangeSql.passOn(transaction.handle(), member, begun.session().sessionId());
          return begun;
        });
  }

  private Opened.Session begun(Transaction transaction, PasskeyUse use, String userAgent) {
    Account account =
        AccountFields.open(
            master, AccountSql.byId(transaction.handle(), use.passkey().accountId()));
    RefreshToken token = sessions.begin(transaction, account.id(), userAgent);
    SessionSql.begunWith(transaction.handle(), token.sessionId(), use.passkey().id());
    passkeys.record(
        transaction, use, new Actor.Member(account.id(), token.sessionId()), "passkey.used");
    return new Opened.Session(sessions.issued(transaction, account, token));
  }

  /// After whoever removes the passkey, shuts the account out or deletes it, whose locks begin
  /// there too.
  private boolean isGood(Transaction transaction, PasskeyUse use, Actor actor) {
    CredentialSql.lock(transaction.handle(), use.passkey().accountId());
    return passkeys.isGood(transaction, use, actor);
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
