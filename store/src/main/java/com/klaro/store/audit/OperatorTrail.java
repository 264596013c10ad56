package com.klaro.store.audit;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;

/// Acts of operators that change nothing else in the database: each is a transaction of its own.
@NotTenantBound("acts of the company outside any workspace")
public final class OperatorTrail {

  private final Database database;
  private final AuditTrail audit;

  public OperatorTrail(Database database, AuditTrail audit) {
    this.database = database;
    this.audit = audit;
  }

  /// @param operator a word that says which desk, as in `staff`; never a person's name
  /// @throws com.klaro.store.database.DatabaseUnavailable when nothing was written: the act must
  ///   not happen
  public void append(String operator, AuditEvent event) {
    database.inTransaction(
        DatabaseRole.PLATFORM, transaction -> audit.appendToPlatform(transaction, operator, event));
  }
}
