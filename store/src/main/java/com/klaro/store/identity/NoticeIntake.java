package com.klaro.store.identity;

import com.klaro.store.database.Ids;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.outbox.OutboxEntry;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.identity.NoticeId;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Sees to it that the owner of an account is told what was done with it, in the transaction that
/// does it.
@NotTenantBound("a notice is about an account")
public final class NoticeIntake {

  private final Outbox outbox;
  private final Duration giveUp;
  private final Ids ids;
  private final Clock clock;

  /// @param giveUp how long a mail is tried
  public NoticeIntake(Outbox outbox, Duration giveUp, Ids ids, Clock clock) {
    this.outbox = outbox;
    this.giveUp = giveUp;
    this.ids = ids;
    this.clock = clock;
  }

  void add(Transaction transaction, AccountId accountId, NoticeKind kind) {
    add(transaction, accountId, kind, null);
  }

  /// To an address that the account no longer has.
  ///
  /// @param address of `AccountFields.former`
  void addToFormer(Transaction transaction, AccountId accountId, NoticeKind kind, byte[] address) {
    add(transaction, accountId, kind, address);
  }

  /// About a membership: by whoever changes it, who sees of notices nothing.
  ///
  /// @param about of `AccountFields.about`
  public void addAbout(
      Transaction transaction, AccountId accountId, NoticeKind kind, byte[] about) {
    var id = new NoticeId(ids.next());
    NoticeSql.insertAbout(
        transaction.handle(),
        new NoticeSql.Row(id, accountId, kind.word(), Timestamps.now(clock), null, about));
    outbox.add(transaction, new OutboxEntry.Start(IdentityStarts.notice(id, giveUp)));
  }

  private void add(
      Transaction transaction, AccountId accountId, NoticeKind kind, byte @Nullable [] address) {
    var id = new NoticeId(ids.next());
    NoticeSql.insert(
        transaction.handle(),
        new NoticeSql.Row(id, accountId, kind.word(), Timestamps.now(clock), address, null));
    outbox.add(transaction, new OutboxEntry.Start(IdentityStarts.notice(id, giveUp)));
  }
}
