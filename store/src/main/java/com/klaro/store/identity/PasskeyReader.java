package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The passkeys of accounts.
@NotTenantBound("a passkey belongs to an account, not to a workspace")
public final class PasskeyReader {

  private final Database database;
  private final MasterKey master;
  private final Clock clock;

  public PasskeyReader(Database database, MasterKey master, Clock clock) {
    this.database = database;
    this.master = master;
    this.clock = clock;
  }

  /// Empty for an unknown credential and for one of a disabled account alike.
  public Optional<KnownPasskey> find(byte[] credentialId) {
    return database.transaction(
        DatabaseRole.IDENTITY, transaction -> PasskeySql.find(transaction.handle(), credentialId));
  }

  /// What the member may prove with.
  ///
  /// @return empty when the member's session has ended
  public Optional<List<byte[]>> credentialIds(Actor.Member member) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            SessionSql.isLive(transaction.handle(), member, clock.instant())
                ? Optional.of(PasskeySql.credentialIds(transaction.handle(), member.accountId()))
                : Optional.empty());
  }

  /// Oldest first.
  ///
  /// @param after the last one seen, or null
  /// @return empty when the member's session has ended
  public Optional<List<OwnPasskey>> page(Actor.Member member, @Nullable UUID after, int limit) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            AccountSql.signedIn(
                    transaction.handle(), member.accountId(), member.sessionId(), clock.instant())
                .map(account -> opened(transaction, master, account.row(), after, limit)));
  }

  static List<OwnPasskey> opened(
      Transaction transaction,
      MasterKey master,
      AccountSql.Row account,
      @Nullable UUID after,
      int limit) {
    DataKey key = DataKey.open(master, account.dataKey(), AccountFields.owner(account.id()));
    return PasskeySql.page(transaction.handle(), account.id(), after, limit).stream()
        .map(row ->
            new OwnPasskey(
                row.id(),
                AccountFields.passkeyName(key, row.nameEncrypted()),
                row.createdAt(),
                row.lastUsedAt()))
        .toList();
  }
}
