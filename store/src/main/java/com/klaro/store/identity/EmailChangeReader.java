package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.identity.EmailChangeId;
import java.util.List;

@NotTenantBound("an address belongs to an account, not to a workspace")
public final class EmailChangeReader {

  private final Database database;

  public EmailChangeReader(Database database) {
    this.database = database;
  }

  /// Wishes that are not gone: the workflow of each must exist.
  public List<EmailChangeId> unfinished() {
    return database.transaction(
        DatabaseRole.IDENTITY, transaction -> EmailChangeSql.all(transaction.handle()));
  }
}
