package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.identity.SignupId;
import java.util.List;

@NotTenantBound("a signup is nobody's workspace yet")
public final class SignupReader {

  private final Database database;

  public SignupReader(Database database) {
    this.database = database;
  }

  /// Signups that are neither completed nor gone: the workflow of each must exist.
  public List<SignupId> unfinished() {
    return database.transaction(
        DatabaseRole.IDENTITY, transaction -> SignupSql.open(transaction.handle()));
  }
}
