package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.workflows.tenancy.Actor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The passkeys of accounts.
@NotTenantBound("a passkey belongs to an account, not to a workspace")
public final class PasskeyReader {

  private final Database database;
  private final TenancyGate gate;
  private final MasterKey master;

  public PasskeyReader(Database database, TenancyGate gate, MasterKey master) {
    this.database = database;
    this.gate = gate;
    this.master = master;
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
    return gate.signedIn(
        member, transaction -> PasskeySql.credentialIds(transaction.handle(), member.accountId()));
  }

  /// Oldest first.
  ///
  /// @param after the last one seen, or null
  /// @return empty when the member's session has ended
  public Optional<List<OwnPasskey>> page(Actor.Member member, @Nullable UUID after, int limit) {
    return gate.signedIn(
            member,
            transaction ->
                AccountSql.withLocale(transaction.handle(), member.accountId())
                    .map(account -> opened(transaction, master, account.row(), after, limit)))
        .flatMap(Function.identity());
  }

  static List<OwnPasskey> opened(
      Transaction transaction,
      MasterKey master,
      AccountSql.Row account,
      @Nullable UUID after,
      int limit) {
    DataKey key = AccountFields.key(master, account);
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
