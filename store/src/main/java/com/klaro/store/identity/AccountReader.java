package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.util.Optional;

/// Reads accounts and their credentials.
@NotTenantBound("accounts belong to people, not to workspaces")
public final class AccountReader {

  private final Database database;
  private final MasterKey master;
  private final AddressIndex addresses;
  private final Clock clock;

  public AccountReader(Database database, MasterKey master, AddressIndex addresses, Clock clock) {
    this.database = database;
    this.master = master;
    this.addresses = addresses;
    this.clock = clock;
  }

  /// @param passwordPhc the stored hash, for `PasswordHasher` only
  public record Credential(AccountId accountId, String passwordPhc) {
    @Override
    public String toString() {
      return "Credential[" + accountId + "]";
    }
  }

  /// Empty for an unknown address and for a disabled account alike.
  public Optional<Credential> credential(EmailAddress address) {
    byte[] index = addresses.of(address);
    return database
        .transaction(
            DatabaseRole.IDENTITY,
            transaction -> AccountSql.credential(transaction.handle(), index))
        .map(found -> new Credential(found.accountId(), found.passwordPhc()));
  }

  /// The account behind a live session; empty when the session has ended.
  public Optional<Account> signedIn(Actor.Member member) {
    return database
        .transaction(
            DatabaseRole.IDENTITY,
            transaction ->
                AccountSql.signedIn(
                    transaction.handle(), member.accountId(), member.sessionId(), clock.instant()))
        .map(row -> opened(master, row));
  }

  static Account opened(MasterKey master, AccountSql.Row row) {
    return AccountFields.open(
        master, row.id(), row.dataKey(), row.emailEncrypted(), row.fullNameEncrypted());
  }
}
