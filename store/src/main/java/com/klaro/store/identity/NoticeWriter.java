package com.klaro.store.identity;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.identity.NoticeId;
import java.time.Instant;
import java.util.Optional;

/// What activities do to a notice.
@NotTenantBound("a notice is about an account")
public final class NoticeWriter {

  private final Database database;
  private final MasterKey master;

  public NoticeWriter(Database database, MasterKey master) {
    this.database = database;
    this.master = master;
  }

  /// A notice that was not mailed yet.
  ///
  /// @param news what it says besides, where it is about a membership
  public record Due(
      String address, NoticeKind kind, Instant happenedAt, Optional<MembershipNews> news) {
    @Override
    public String toString() {
      return "Due[" + kind + "]";
    }
  }

  /// Empty when it was mailed already.
  public Optional<Due> due(NoticeId id) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            NoticeSql.find(transaction.handle(), id)
                .map(row -> due(row, AccountSql.byId(transaction.handle(), row.accountId()))));
  }

  private Due due(NoticeSql.Row row, AccountSql.Row account) {
    return new Due(
        address(row, account),
        NoticeKind.of(row.kind()),
        row.happenedAt(),
        Optional.ofNullable(row.aboutEncrypted())
            .map(about -> AccountFields.about(master, account, about)));
  }

  private String address(NoticeSql.Row row, AccountSql.Row account) {
    byte[] former = row.emailEncrypted();
    return former == null
        ? AccountFields.open(master, account).email()
        : AccountFields.former(master, account, former);
  }

  /// Deletes a notice: there is nothing more to say.
  public void forget(NoticeId id) {
    database.inTransaction(
        DatabaseRole.IDENTITY, transaction -> NoticeSql.delete(transaction.handle(), id));
  }
}
