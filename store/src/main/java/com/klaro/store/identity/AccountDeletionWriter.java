package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Instant;
import java.util.Optional;

/// What activities do to what is left of an account.
@NotTenantBound("an account belongs to a person, not to a workspace")
public final class AccountDeletionWriter {

  private final Database database;
  private final MasterKey master;

  public AccountDeletionWriter(Database database, MasterKey master) {
    this.database = database;
    this.master = master;
  }

  /// A farewell that was not mailed yet.
  public record Due(String address, Instant happenedAt) {
    @Override
    public String toString() {
      return "Due[…]";
    }
  }

  /// Empty when it was mailed already.
  public Optional<Due> due(AccountId id) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            AccountDeletionSql.find(transaction.handle(), id)
                .map(row -> new Due(AccountDeletionFields.email(master, row), row.requestedAt())));
  }

  /// Deletes the last that is kept of the person.
  public void erase(AccountId id) {
    database.inTransaction(
        DatabaseRole.IDENTITY,
        transaction -> AccountDeletionSql.deleteFarewell(transaction.handle(), id));
  }
}
