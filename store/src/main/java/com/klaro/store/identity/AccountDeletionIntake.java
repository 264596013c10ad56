package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.outbox.OutboxEntry;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The end of an account, in one transaction: it leaves its workspaces, and every row that is of it
/// goes. What stays is the trail, which has ids, and the address in one row until the farewell is
/// mailed.
@NotTenantBound("whoever goes leaves every workspace at once")
public final class AccountDeletionIntake {

  private final Database database;
  private final MasterKey master;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Duration giveUp;
  private final RecentAuthentication recent;
  private final SecureRandom random;
  private final Clock clock;

  /// @param giveUp how long the farewell is tried
  /// @param recent how old the proof may be of who goes
  public AccountDeletionIntake(
      Database database,
      MasterKey master,
      AuditTrail audit,
      Outbox outbox,
      Duration giveUp,
      RecentAuthentication recent,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.audit = audit;
    this.outbox = outbox;
    this.giveUp = giveUp;
    this.recent = recent;
    this.random = random;
    this.clock = clock;
  }

  public AccountDeletionOutcome delete(Actor.Member member) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          CredentialSql.lock(transaction.handle(), member.accountId());
          return switch (SessionSql.freshness(
              transaction.handle(), member, recent.since(), now())) {
            case RECENT -> delete(transaction, member);
            case OLD -> new AccountDeletionOutcome.NeedsRecentAuthentication();
            case NONE -> new AccountDeletionOutcome.SignedOut();
          };
        });
  }

  private AccountDeletionOutcome delete(Transaction transaction, Actor.Member member) {
    AccountId id = member.accountId();
    Handle handle = transaction.handle();
    byte[] index = AccountSql.emailIndex(handle, id);
    // In the order in which others take them: requests with their links, sessions, workspaces, and
    // the account last.
    List<WorkspaceId> alone = new ArrayList<>();
    boolean mayGo =
        transaction.unless(() -> {
          PasswordResetSql.deleteAll(handle, index);
          SessionRevocation.all(handle, id, now());
          alone.addAll(AccountDeletionSql.ownsAlone(handle, id));
          if (!alone.isEmpty()) {
            return true;
          }
          // From here on nobody adds what refers to it: a membership, a session, an invitation.
          // Asked once more, for what was added until then.
          AccountSql.lock(handle, id);
          alone.addAll(AccountDeletionSql.ownsAlone(handle, id));
          return !alone.isEmpty();
        });
    if (!mayGo) {
      return new AccountDeletionOutcome.LastOwner(alone);
    }
    AccountSql.Row account = AccountSql.byId(handle, id);
    leave(transaction, member);
    DataKey key = DataKey.fresh(random, AccountDeletionFields.owner(id));
    AccountDeletionSql.insert(
        handle,
        new AccountDeletionSql.Row(
            id,
            key.wrapped(master),
            AccountDeletionFields.email(key, AccountFields.open(master, account).email()),
            now()));
    AccountDeletionSql.deleteAccount(handle, id, index);
    outbox.add(transaction, new OutboxEntry.Start(IdentityStarts.accountDeletion(id, giveUp)));
    audit.appendToAccount(
        transaction, id, member, AuditEvent.of("account.deleted", "account/" + id));
    return new AccountDeletionOutcome.Done();
  }

  private void leave(Transaction transaction, Actor.Member member) {
    String subject = "account/" + member.accountId();
    for (var left : AccountDeletionSql.leave(transaction.handle(), member.accountId())) {
      var event =
          new AuditEvent(
              "member.left", subject, Map.of("role", left.role(), "why", "account-deleted"));
      AccountDeletionSql.record(
          transaction.handle(),
          left.workspaceId(),
          audit.next(left.workspaceId(), left.head(), member, event));
    }
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
