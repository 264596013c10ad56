package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.identity.PasswordResetId;
import java.util.List;

@NotTenantBound("a password belongs to an account, not to a workspace")
public final class PasswordResetReader {

  private final Database database;

  public PasswordResetReader(Database database) {
    this.database = database;
  }

  /// Requests that are not gone: the workflow of each must exist.
  public List<PasswordResetId> unfinished() {
    return database.transaction(
        DatabaseRole.IDENTITY, transaction -> PasswordResetSql.all(transaction.handle()));
  }
}
