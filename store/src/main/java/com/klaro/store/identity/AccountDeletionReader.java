package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import java.util.List;

@NotTenantBound("an account belongs to a person, not to a workspace")
public final class AccountDeletionReader {

  private final Database database;

  public AccountDeletionReader(Database database) {
    this.database = database;
  }

  /// Farewells that were not mailed yet: the workflow of each must exist.
  public List<AccountId> unfinished() {
    return database.transaction(
        DatabaseRole.IDENTITY, transaction -> AccountDeletionSql.all(transaction.handle()));
  }
}
