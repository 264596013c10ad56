package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.workspaces.Country;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupMail;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What activities do to a signup.
@NotTenantBound("a signup is nobody's workspace yet")
public final class SignupWriter {

  private final Database database;
  private final MasterKey master;
  private final SecureRandom random;
  private final Clock clock;

  public SignupWriter(Database database, MasterKey master, SecureRandom random, Clock clock) {
    this.database = database;
    this.master = master;
    this.random = random;
    this.clock = clock;
  }

  /// Decides which mail is due and, for a link, makes its token. Nothing is marked as mailed yet: a
  /// crash after this repeats the mail once, with a second token of the same request.
  public SignupMailDue prepareMail(SignupId id, Duration linkLife) {
    Instant now = Timestamps.now(clock);
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            SignupSql.locked(transaction.handle(), id)
                .map(row -> due(transaction, row, now.plus(linkLife)))
                .orElseGet(SignupMailDue.Closed::new));
  }

  private SignupMailDue due(Transaction transaction, SignupSql.Row row, Instant expires) {
    if (row.state() == SignupState.COMPLETED) {
      return new SignupMailDue.Closed();
    }
    if (row.mailedAt() != null) {
      return new SignupMailDue.AlreadyMailed(
          row.state() == SignupState.OPEN ? SignupMail.LINK_SENT : SignupMail.ALREADY_REGISTERED);
    }
    Optional<AccountSql.Row> known = AccountSql.byIndex(transaction.handle(), row.emailIndex());
    if (known.isPresent()) {
      // The account's own spelling, as a reset has it: whoever has a mailbox that differs in case
      // only must not learn of the account.
      return new SignupMailDue.KnownAddress(AccountFields.open(master, known.get()).email());
    }
    OneTimeToken token = OneTimeToken.fresh(random);
    SignupSql.voidOlderTokens(transaction.handle(), row);
    SignupSql.insertToken(transaction.handle(), token.hash(), row.id(), expires);
    String address = SignupFields.open(master, row).email().text();
    return new SignupMailDue.Link(address, token, expires, new Country(row.country()));
  }

  /// Records that the mail left, so that no repeat sends it again.
  public void mailed(SignupId id, SignupMail what) {
    database.inTransaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          switch (what) {
            case LINK_SENT -> SignupSql.mailed(transaction.handle(), id, clock.instant());
            case ALREADY_REGISTERED ->
                SignupSql.close(
                    transaction.handle(), id, SignupState.KNOWN_ADDRESS, clock.instant());
            case NOT_NEEDED -> {}
          }
        });
  }

  /// Deletes an unfinished signup with its tokens.
  public void expire(SignupId id) {
    database.inTransaction(
        DatabaseRole.IDENTITY, transaction -> SignupSql.deleteUnfinished(transaction.handle(), id));
  }
}
