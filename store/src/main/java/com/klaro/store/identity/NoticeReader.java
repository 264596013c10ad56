package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.identity.NoticeId;
import java.util.List;

@NotTenantBound("a notice is about an account")
public final class NoticeReader {

  private final Database database;

  public NoticeReader(Database database) {
    this.database = database;
  }

  /// Notices that were not mailed yet: the workflow of each must exist.
  public List<NoticeId> unfinished() {
    return database.transaction(
        DatabaseRole.IDENTITY, transaction -> NoticeSql.all(transaction.handle()));
  }
}
