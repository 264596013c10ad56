package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// What operators do to accounts, on the host and never over HTTP. Each act is in the platform's
/// trail.
@NotTenantBound("an account belongs to a person, not to a workspace")
public final class AccountDesk {

  private static final String DESK = "accounts";

  private final Database database;
  private final AddressIndex addresses;
  private final AuditTrail audit;
  private final Clock clock;

  public AccountDesk(Database database, AddressIndex addresses, AuditTrail audit, Clock clock) {
    this.database = database;
    this.addresses = addresses;
    this.audit = audit;
    this.clock = clock;
  }

  /// Whose account has this address.
  public Optional<AccountId> find(EmailAddress address) {
    byte[] index = addresses.of(address);
    return database.transaction(
        DatabaseRole.IDENTITY, transaction -> AccountSql.idOf(transaction.handle(), index));
  }

  public boolean exists(AccountId id) {
    return database.transaction(
        DatabaseRole.IDENTITY, transaction -> AccountSql.isThere(transaction.handle(), id));
  }

  /// Lets nobody in any more: sessions end for good, and what was mailed is void, so that none of
  /// it is there again when the account is.
  ///
  /// @return false when there is no such account, or it is disabled already
  public boolean disable(AccountId id) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          CredentialSql.lock(transaction.handle(), id);
          Instant now = Timestamps.now(clock);
          SessionRevocation.all(transaction.handle(), id, now);
          return AccountSql.disable(transaction.handle(), id, now)
              && written(transaction, "account.disabled", id);
        });
  }

  /// @return false when there is no such account, or it is not disabled
  public boolean enable(AccountId id) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            AccountSql.enable(transaction.handle(), id)
                && written(transaction, "account.enabled", id));
  }

  private boolean written(Transaction transaction, String action, AccountId id) {
    audit.appendToPlatform(transaction, DESK, AuditEvent.of(action, "account/" + id));
    return true;
  }
}
