package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.DatabaseTime;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// Counts the accounts by the parameters of their hashes, which unknown addresses imitate.
@NotTenantBound("accounts belong to people, not to workspaces")
public final class HashParametersReader {

  /// Every row is read, cold ones at a start: tens of millions of them.
  private static final Duration COUNTING = Duration.ofMinutes(1);

  private final Database database;

  public HashParametersReader(Database database) {
    this.database = database;
  }

  /// How many accounts have hashes with which parameters, as in `m=19456,t=2,p=1`.
  public Map<String, Long> byHashParameters() {
    return DatabaseTime.within(
            COUNTING,
            () ->
                database.transaction(
                    DatabaseRole.IDENTITY,
                    transaction -> CredentialSql.byHashParameters(transaction.handle())))
        .stream()
        .collect(
            Collectors.toMap(CredentialSql.Hashed::parameters, CredentialSql.Hashed::accounts));
  }
}
