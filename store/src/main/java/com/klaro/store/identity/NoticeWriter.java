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
  public record Due(String address, NoticeKind kind, Instant happenedAt) {
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
                .map(row ->
                    new Due(
                        address(row, AccountSql.byId(transaction.handle(), row.accountId())),
                        NoticeKind.of(row.kind()),
                        row.happenedAt())));
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
