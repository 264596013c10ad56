package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.identity.password.ContextWords;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.outbox.OutboxEntry;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.tenancy.AccountId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A forgotten password: the request of whoever says it is theirs, and the new one of whoever
/// proved it by the mailed link.
@NotTenantBound("a password belongs to an account, not to a workspace")
public final class PasswordResetIntake {

  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  private final Database database;
  private final MasterKey master;
  private final AddressIndex addresses;
  private final WorkspaceReader workspaces;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final LimitIntake limits;
  private final CredentialLimits allowed;
  private final NoticeIntake notices;
  private final Duration linkLife;
  private final Duration secondFactorUndo;
  private final SecureRandom random;
  private final Clock clock;

  /// @param secondFactorUndo for how long a new password removes a second factor, from when the
  ///   account got its first one
  public PasswordResetIntake(
      Database database,
      MasterKey master,
      AddressIndex addresses,
      WorkspaceReader workspaces,
      AuditTrail audit,
      Outbox outbox,
      LimitIntake limits,
      CredentialLimits allowed,
      NoticeIntake notices,
      Duration linkLife,
      Duration secondFactorUndo,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.addresses = addresses;
    this.workspaces = workspaces;
    this.audit = audit;
    this.outbox = outbox;
    this.limits = limits;
    this.allowed = allowed;
    this.notices = notices;
    this.linkLife = linkLife;
    this.secondFactorUndo = secondFactorUndo;
    this.random = random;
    this.clock = clock;
  }

  /// Keeps the request and the start of its workflow. Never looks the address up: known and unknown
  /// cost the same.
  ///
  /// @param id of the operation; a repeat after a crash finds its row and adds nothing
  public void request(PasswordResetId id, EmailAddress address) {
    DataKey key = DataKey.fresh(random, PasswordResetFields.owner(id));
    var row =
        new PasswordResetSql.Row(
            id,
            addresses.of(address),
            key.wrapped(master),
            PasswordResetFields.email(key, address),
            now(),
            null,
            now().plus(linkLife));
    database.inTransaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          // Refused without a word: whoever fills somebody's mailbox learns nothing either.
          if (limits.take(transaction, allowed.resetMail(row.emailIndex()))
              && PasswordResetSql.insert(transaction.handle(), row)) {
            outbox.add(
                transaction, new OutboxEntry.Start(IdentityStarts.passwordReset(id, linkLife)));
          }
        });
  }

  /// @param words that the new password must not be made of
  /// @param secondFactor whether the account has one that stays, so that a shorter password will do
  /// @param passwordPhc of the password that is replaced, for `PasswordHasher` only. Another
  ///   password ends the link; so as long as that can be redeemed, this is the one
  public record Open(ContextWords words, boolean secondFactor, String passwordPhc) {
    @Override
    public String toString() {
      return "Open[…]";
    }
  }

  /// Asked before a password is judged and hashed.
  ///
  /// @return empty when this token could not be redeemed now
  public Optional<Open> open(OneTimeToken token) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            PasswordResetSql.open(transaction.handle(), token.hash(), now(), young())
                .map(found ->
                    new Open(
                        AccountFields.open(master, found.row())
                            .words(workspaces.of(transaction, found.id())),
                        found.secondFactor(),
                        found.passwordPhc())));
  }

  /// Sets the password, ends every session, every other link and every wish for another address of
  /// the account, or does nothing (ASVS 6.5.2, 7.4.3). The second factor stays: a mailbox is no
  /// proof of having it (ASVS 6.4.3). But one that the account has had for a short while only goes:
  /// a stolen session may have set it up, and its owner would be shut out for good. Needs no
  /// Temporal: the owner is told when it is back.
  ///
  /// @param isShort whether the password needs a second factor beside it
  /// @param client block of addresses, which may sign in then, whatever was typed there before
  /// @return false when the token is unknown, used, voided or expired; or, which leaves it as it
  ///   was, when the second factor went since it was asked for
  public boolean redeem(OneTimeToken token, String passwordPhc, boolean isShort, String client) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            PasswordResetSql.accountOf(transaction.handle(), token.hash())
                .filter(account -> {
                  CredentialSql.lock(transaction.handle(), account);
                  // Before the link is used up: with a longer password it is as good as before.
                  return !isShort
                      || SecondFactorSql.isSetForGood(transaction.handle(), account, young());
                })
                .flatMap(_ -> PasswordResetSql.consume(transaction.handle(), token.hash(), now()))
                .map(account -> set(transaction, account, passwordPhc, isShort, client))
                .orElse(false));
  }

  private boolean set(
      Transaction transaction,
      AccountId accountId,
      String passwordPhc,
      boolean isShort,
      String client) {
    CredentialSql.setPassword(transaction.handle(), accountId, passwordPhc, isShort, now());
    SessionRevocation.all(transaction.handle(), accountId, now());
    if (SecondFactorSql.dropYoung(transaction.handle(), accountId, young(), now())) {
      tell(
          transaction,
          accountId,
          NoticeKind.SECOND_FACTOR_DROPPED,
          "second-factor.dropped-by-reset");
    }
    // Whoever reads the mail is the owner, whatever strangers tried meanwhile.
    byte[] address = AccountSql.emailIndex(transaction.handle(), accountId);
    limits.forget(
        transaction,
        List.of(allowed.account(address), allowed.pair(address, client), allowed.proof(accountId)));
    tell(transaction, accountId, NoticeKind.PASSWORD_RESET, "password.reset");
    return true;
  }

  private void tell(
      Transaction transaction, AccountId accountId, NoticeKind notice, String action) {
    notices.add(transaction, accountId, notice);
    audit.appendToAccount(
        transaction,
        accountId,
        IdentityActors.PASSWORD_RESET,
        AuditEvent.of(action, "account/" + accountId));
  }

  /// Since when a second factor goes with a reset. Never is no span of no length: a clock that is
  /// behind another one would make it one.
  private Instant young() {
    return secondFactorUndo.isZero() ? NEVER : now().minus(secondFactorUndo);
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
