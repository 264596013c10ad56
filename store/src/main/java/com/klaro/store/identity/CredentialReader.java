package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.DatabaseTime;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads what passwords are compared with.
@NotTenantBound("accounts belong to people, not to workspaces")
public final class CredentialReader {

  /// Every row is read, cold ones at a start: tens of millions of them.
  private static final Duration COUNTING = Duration.ofMinutes(1);

  private final Database database;
  private final AddressIndex addresses;

  public CredentialReader(Database database, AddressIndex addresses) {
    this.database = database;
    this.addresses = addresses;
  }

  /// Empty for an unknown address and for a disabled account alike.
  public Optional<PasswordCredential> credential(EmailAddress address) {
    byte[] index = addresses.of(address);
    return database.statement(
        DatabaseRole.IDENTITY, handle -> CredentialSql.ofAddress(handle, index));
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

  /// What tells an address apart wherever it must not be read: its blind index, and that of the
  /// words where they can be no address.
  public byte[] indexOf(String typed) {
    return addresses.ofWhatever(typed);
  }
}
