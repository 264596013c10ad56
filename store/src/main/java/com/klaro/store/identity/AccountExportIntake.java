package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hands somebody what is kept of them, and writes down that it did.
@NotTenantBound("asks for what is of one account, in whatever workspace it is")
public final class AccountExportIntake {

  private static final int PAGE = 1000;

  private final Database database;
  private final MasterKey master;
  private final WorkspaceReader workspaces;
  private final AuditTrail audit;
  private final RecentAuthentication recent;
  private final Clock clock;

  /// @param recent how old the proof may be of who asks
  public AccountExportIntake(
      Database database,
      MasterKey master,
      AuditTrail audit,
      RecentAuthentication recent,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.workspaces = new WorkspaceReader(master);
    this.audit = audit;
    this.recent = recent;
    this.clock = clock;
  }

  public AccountExportOutcome take(Actor.Member member) {
    return document(member, true);
  }

  /// What [#take] would give; nothing is handed out, so the trail says nothing of it.
  public AccountExportOutcome look(Actor.Member member) {
    return document(member, false);
  }

  /// A few of the sessions that are kept, also of those that have ended, oldest first: whoever
  /// signed in very often has more of them than fit into memory.
  ///
  /// @param after the last of those before; null for the first
  /// @return empty after the last one
  public List<AccountExportOutcome.KeptSession> sessions(
      AccountId account, @Nullable SessionId after) {
    return database.statement(
        DatabaseRole.IDENTITY, handle -> SessionSql.kept(handle, account, after, PAGE));
  }

  private AccountExportOutcome document(Actor.Member member, boolean taken) {
    Instant now = Timestamps.now(clock);
    Instant since = recent.since();
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          // Else the account could go between one question and the next.
          CredentialSql.lock(transaction.handle(), member.accountId());
          return switch (SessionSql.freshness(transaction.handle(), member, since, now)) {
            case RECENT -> document(transaction, member, taken, now);
            case OLD -> new AccountExportOutcome.NeedsRecentAuthentication();
            case NONE -> new AccountExportOutcome.SignedOut();
          };
        });
  }

  private AccountExportOutcome document(
      Transaction transaction, Actor.Member member, boolean taken, Instant now) {
    var handle = transaction.handle();
    var id = member.accountId();
    AccountSql.ProfileRow profile = AccountSql.profile(handle, id);
    AccountSql.Row account = AccountSql.byId(handle, id);
    var document =
        new AccountExportOutcome.Document(
            AccountFields.open(master, account),
            profile.locale(),
            profile.createdAt(),
            profile.secondFactor(),
            workspaces.memberships(transaction, id),
            PasskeyReader.opened(transaction, master, account, null, PasskeyIntake.MOST),
            EmailChangeSql.ofAccount(handle, id, now)
                .map(row ->
                    new AccountExportOutcome.PendingEmail(
                        EmailChangeFields.email(master, row).text(),
                        row.requestedAt(),
                        row.oldConfirmedAt(),
                        row.newConfirmedAt()))
                .orElse(null));
    if (taken) {
      audit.appendToAccount(
          transaction, id, member, AuditEvent.of("account.exported", "account/" + id));
    }
    return document;
  }
}
