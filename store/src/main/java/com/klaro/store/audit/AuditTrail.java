package com.klaro.store.audit;

import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.SecretActs;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Appends acts to their chain, in the transaction that performs them.
///
/// Acts are collected and written as the transaction's last statements, because the head row that
/// orders a chain is locked from then until the commit: two round trips per chain, whatever the
/// number of acts. A rollback leaves nothing. Where that is too much, one statement does the act
/// and stores its [Link].
public final class AuditTrail {

  private final AuditKeys keys;
  private final Clock clock;

  public AuditTrail(AuditKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// Appends to the workspace's chain just before the commit, when the head row is locked last.
  public void append(WorkspaceScope scope, AuditEvent event) {
    collect(
        scope.transaction(),
        new Chain.Workspace(scope.workspaceId()),
        Act.of(scope.actor(), event));
  }

  /// Appends to the account's own chain: acts that belong to no workspace, such as signing in.
  @NotTenantBound("acts of an account outside any workspace")
  public void appendToAccount(
      Transaction transaction, AccountId accountId, Actor actor, AuditEvent event) {
    collect(transaction, new Chain.Account(accountId), Act.of(actor, event));
  }

  /// The same for someone at a terminal, who has no account.
  ///
  /// @param operator a word that says which desk, as in `accounts`; never a person's name
  @NotTenantBound("acts of an account outside any workspace")
  public void appendToAccount(
      Transaction transaction, AccountId accountId, String operator, AuditEvent event) {
    collect(transaction, new Chain.Account(accountId), Act.of(operator, event));
  }

  /// Appends to the program's own chain: secrets, grants, incidents.
  ///
  /// @param transaction of the roles IDENTITY or PLATFORM
  @NotTenantBound("acts of the company outside any workspace")
  public void appendToPlatform(Transaction transaction, Actor actor, AuditEvent event) {
    collect(transaction, new Chain.Platform(), Act.of(actor, event));
  }

  /// The same for someone at a terminal, who has no account.
  ///
  /// @param operator a word that says which desk, as in `secrets`; never a person's name
  @NotTenantBound("acts of the company outside any workspace")
  public void appendToPlatform(Transaction transaction, String operator, AuditEvent event) {
    collect(transaction, new Chain.Platform(), Act.of(operator, event));
  }

  /// Acts on secrets, for `SecretDesk`: in the platform's chain, in the name of whoever is at the
  /// desk.
  @NotTenantBound("secrets belong to the company")
  public SecretActs secretActs(String operator) {
    return (transaction, action, subject, data) ->
        appendToPlatform(transaction, operator, new AuditEvent(action, subject, data));
  }

  /// The first link of a new workspace's chain, for the one statement that makes account and
  /// workspace together. It must be stored with exactly the `at` of the row.
  @NotTenantBound("the workspace does not exist yet")
  public Link first(WorkspaceId workspaceId, Actor actor, AuditEvent event) {
    var chain = new Chain.Workspace(workspaceId);
    Instant now = clock.instant();
    var writer = new ChainWriter(keys.macs(now));
    AuditRow row = writer.next(chain, 1, ChainHash.beginning(), now, Act.of(actor, event));
    return new Link(row, writer.headMac(chain, row));
  }

  /// The next link of a workspace's chain, for the one statement that ends a membership from
  /// outside of the workspace. Whoever asks holds the head's row, and stores the link with exactly
  /// the `at` of the row.
  ///
  /// @throws ChainBroken when the head does not hold
  @NotTenantBound("whoever deletes their account leaves every workspace at once")
  public Link next(WorkspaceId workspaceId, ChainHead head, Actor actor, AuditEvent event) {
    return next(new Chain.Workspace(workspaceId), head, Act.of(actor, event));
  }

  /// The next link of an account's chain, for one statement in place of a transaction.
  ///
  /// @param head as it was found, and not locked
  /// @throws ChainBroken when the head does not hold
  @NotTenantBound("acts of an account outside any workspace")
  public AccountLink nextOfAccount(
      AccountId accountId, ChainHead head, Actor actor, AuditEvent event) {
    return new AccountLink(
        accountId, next(new Chain.Account(accountId), head, Act.of(actor, event)));
  }

  private Link next(Chain chain, ChainHead head, Act act) {
    Instant now = clock.instant();
    var writer = new ChainWriter(keys.macs(now));
    writer.expect(chain, new ChainSql.Head(head.seq(), head.hash(), head.mac(), false));
    AuditRow row = writer.next(chain, head.seq() + 1, head.hash(), now, act);
    return new Link(row, writer.headMac(chain, row));
  }

  /// One link of a chain, for a statement that stores it together with the head.
  ///
  /// @param headMac MAC of the head after this row
  public record Link(AuditRow row, byte[] headMac) {

    /// Bound by the names of its parts; `seq` is left to the statement, for the first of a chain
    /// has none to say.
    public <S extends SqlStatement<S>> S bindTo(S statement) {
      return statement
          .bind("at", row.at())
          .bind("actor", row.actor())
          .bind("action", row.action())
          .bind("subject", row.subject())
          .bind("data", row.data())
          .bind("previous", row.previousHash())
          .bind("hash", row.hash())
          .bind("mac", row.mac())
          .bind("headMac", headMac);
    }
  }

  private void collect(Transaction transaction, Chain chain, Act act) {
    transaction
        .kept(
            this,
            PendingActs.class,
            () -> {
              var acts = new PendingActs();
              transaction.beforeCommit(() -> write(transaction.handle(), acts));
              return acts;
            })
        .add(chain, act);
  }

  private void write(Handle handle, PendingActs pending) {
    Instant now = clock.instant();
    var writer = new ChainWriter(keys.macs(now));
    boolean several = pending.chains() > 1;
    pending.writeEach((chain, acts) -> {
      if (several && chain instanceof Chain.Workspace workspace) {
        ChainSql.enter(handle, workspace);
      }
      write(handle, writer, chain, acts, now);
    });
  }

  private static void write(
      Handle handle, ChainWriter writer, Chain chain, List<Act> acts, Instant now) {
    ChainSql sql = ChainSql.of(chain);
    ChainSql.Head head = sql.lock(handle, chain);
    writer.expect(chain, head);
    var rows = new ArrayList<AuditRow>(acts.size());
    long seq = head.seq();
    byte[] previous = head.hash();
    for (Act act : acts) {
      AuditRow row = writer.next(chain, ++seq, previous, now, act);
      rows.add(row);
      previous = row.hash();
    }
    sql.append(handle, chain, rows, writer.headMac(chain, rows.getLast()));
  }
}
