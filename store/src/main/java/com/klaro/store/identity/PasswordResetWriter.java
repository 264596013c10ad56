package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.tenancy.AccountId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What activities do to a password reset.
@NotTenantBound("a password belongs to an account, not to a workspace")
public final class PasswordResetWriter {

  private final Database database;
  private final MasterKey master;
  private final SecureRandom random;
  private final Clock clock;

  public PasswordResetWriter(
      Database database, MasterKey master, SecureRandom random, Clock clock) {
    this.database = database;
    this.master = master;
    this.random = random;
    this.clock = clock;
  }

  /// Decides whether a link is due and makes its token. Nothing is marked as mailed yet: a crash
  /// after this repeats the mail once, with a second token of the same request.
  public ResetMailDue prepareMail(PasswordResetId id, Duration linkLife) {
    Instant expires = now().plus(linkLife);
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          // The account's turn before its links: whoever deletes it or sets its password has them
          // in that order.
          Optional<AccountId> account = PasswordResetSql.resettable(transaction.handle(), id);
          account.ifPresent(owner -> CredentialSql.lock(transaction.handle(), owner));
          return PasswordResetSql.locked(transaction.handle(), id)
              .map(row -> due(transaction, row, expires))
              .orElseGet(ResetMailDue.Nothing::new);
        });
  }

  private ResetMailDue due(Transaction transaction, PasswordResetSql.Row row, Instant expires) {
    if (row.mailedAt() != null) {
      return new ResetMailDue.AlreadyMailed();
    }
    Optional<AccountId> account = AccountSql.resettable(transaction.handle(), row.emailIndex());
    if (account.isEmpty() || PasswordResetSql.hasNewerToken(transaction.handle(), row)) {
      return new ResetMailDue.Nothing();
    }
    OneTimeToken token = OneTimeToken.fresh(random);
    PasswordResetSql.voidOlderTokens(transaction.handle(), row);
    PasswordResetSql.insertToken(
        transaction.handle(), token.hash(), row.id(), account.get(), expires);
    // The account's own spelling, not the one that was typed: two mailboxes may differ where our
    // index does not.
    String email =
        AccountFields.open(master, AccountSql.byId(transaction.handle(), account.get())).email();
    return new ResetMailDue.Link(email, token, expires);
  }

  /// Records that the mail left, so that no repeat sends it again.
  public void mailed(PasswordResetId id) {
    database.inTransaction(
        DatabaseRole.IDENTITY,
        transaction -> PasswordResetSql.mailed(transaction.handle(), id, now()));
  }

  /// Deletes a request with its tokens.
  public void forget(PasswordResetId id) {
    database.inTransaction(
        DatabaseRole.IDENTITY, transaction -> PasswordResetSql.delete(transaction.handle(), id));
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
