package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.identity.EmailChangeId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What activities do to a change of address.
@NotTenantBound("an address belongs to an account, not to a workspace")
public final class EmailChangeWriter {

  private final Database database;
  private final MasterKey master;
  private final SecureRandom random;
  private final Clock clock;

  public EmailChangeWriter(Database database, MasterKey master, SecureRandom random, Clock clock) {
    this.database = database;
    this.master = master;
    this.random = random;
    this.clock = clock;
  }

  /// Makes a token for the account's own address. Nothing is marked as mailed yet: a crash after
  /// this repeats the mail once, with a second token of the same side.
  public ChangeMailDue prepareOld(EmailChangeId id, Duration linkLife) {
    return prepare(id, EmailSide.OLD, linkLife);
  }

  /// The same for the address that is wished for, unless it has an account.
  public ChangeMailDue prepareNew(EmailChangeId id, Duration linkLife) {
    return prepare(id, EmailSide.NEW, linkLife);
  }

  private ChangeMailDue prepare(EmailChangeId id, EmailSide side, Duration linkLife) {
    Instant expires = now().plus(linkLife);
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            EmailChangeSql.locked(transaction.handle(), id)
                .map(row -> due(transaction, row, side, expires))
                .orElseGet(ChangeMailDue.Nothing::new));
  }

  private ChangeMailDue due(
      Transaction transaction, EmailChangeSql.Row row, EmailSide side, Instant expires) {
    if (row.isMailed(side)) {
      return new ChangeMailDue.AlreadyMailed();
    }
    String wished = EmailChangeFields.email(master, row).text();
    // Also where the address is somebody's: how long the wish stays would tell.
    EmailChangeSql.keepUntil(transaction.handle(), row.id(), expires);
    if (side == EmailSide.NEW) {
      Optional<AccountSql.Row> known = AccountSql.byIndex(transaction.handle(), row.newIndex());
      if (known.isPresent()) {
        // The account's own spelling, see SignupWriter.
        return new ChangeMailDue.KnownAddress(AccountFields.open(master, known.get()).email());
      }
    }
    OneTimeToken token = OneTimeToken.fresh(random);
    EmailChangeSql.insertToken(transaction.handle(), token.hash(), row.id(), side, expires);
    return new ChangeMailDue.Link(
        side == EmailSide.NEW ? wished : present(transaction, row), wished, token, expires);
  }

  private String present(Transaction transaction, EmailChangeSql.Row row) {
    return AccountFields.open(master, AccountSql.byId(transaction.handle(), row.accountId()))
        .email();
  }

  /// Records that the mail left, so that no repeat sends it again.
  public void mailedOld(EmailChangeId id) {
    mailed(id, EmailSide.OLD);
  }

  /// The same for the other one.
  public void mailedNew(EmailChangeId id) {
    mailed(id, EmailSide.NEW);
  }

  private void mailed(EmailChangeId id, EmailSide side) {
    database.inTransaction(
        DatabaseRole.IDENTITY,
        transaction -> EmailChangeSql.mailed(transaction.handle(), id, side, now()));
  }

  /// Deletes a wish with its tokens.
  public void forget(EmailChangeId id) {
    database.inTransaction(
        DatabaseRole.IDENTITY, transaction -> EmailChangeSql.delete(transaction.handle(), id));
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
