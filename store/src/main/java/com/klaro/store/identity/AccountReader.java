package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.DatabaseTime;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads accounts and their credentials.
@NotTenantBound("accounts belong to people, not to workspaces")
public final class AccountReader {

  /// Every row is read, cold ones at a start: tens of millions of them.
  private static final Duration COUNTING = Duration.ofMinutes(1);

  private final Database database;
  private final AddressIndex addresses;

  public AccountReader(Database database, AddressIndex addresses) {
    this.database = database;
    this.addresses = addresses;
  }

  /// @param passwordPhc the stored hash, for `PasswordHasher` only
  /// @param version which password of the account it is, whatever parameters it was hashed with,
  ///   and which second factor beside it
  /// @param passwordNumber which password it is, whatever is beside it
  /// @param secondFactor whether the password alone does not do
  public record Credential(
      AccountId accountId,
      String passwordPhc,
      int version,
      int passwordNumber,
      boolean secondFactor) {
    static Credential of(AccountSql.Credential row) {
      return new Credential(
          row.accountId(),
          row.passwordPhc(),
          row.version(),
          row.passwordNumber(),
          row.secondFactor());
    }

    @Override
    public String toString() {
      return "Credential[" + accountId + "]";
    }
  }

  /// Empty for an unknown address and for a disabled account alike.
  public Optional<Credential> credential(EmailAddress address) {
    byte[] index = addresses.of(address);
    return database
        .statement(DatabaseRole.IDENTITY, handle -> AccountSql.credential(handle, index))
        .map(Credential::of);
  }

  /// How many accounts have hashes with which parameters, as in `m=19456,t=2,p=1`.
  public Map<String, Long> byHashParameters() {
    return DatabaseTime.within(
            COUNTING,
            () ->
                database.transaction(
                    DatabaseRole.IDENTITY,
                    transaction -> AccountSql.byHashParameters(transaction.handle())))
        .stream()
        .collect(Collectors.toMap(AccountSql.Hashed::parameters, AccountSql.Hashed::accounts));
  }

  /// What tells an address apart wherever it must not be read: its blind index, and that of the
  /// words where they can be no address.
  public byte[] indexOf(String typed) {
    return addresses.ofWhatever(typed);
  }

  static Account opened(MasterKey master, AccountSql.Row row) {
    return AccountFields.open(
        master, row.id(), row.dataKey(), row.emailEncrypted(), row.fullNameEncrypted());
  }
}
