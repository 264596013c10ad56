package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Ids;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.identity.password.ContextWords;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.outbox.OutboxEntry;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.workspaces.WorkspaceFields;
import com.klaro.store.workspaces.WorkspaceName;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A stranger's request to sign up, and its completion once the address is proven.
@NotTenantBound("a signup is nobody's workspace yet")
public final class SignupIntake {

  private final Database database;
  private final MasterKey master;
  private final AddressIndex addresses;
  private final SessionIssuer sessions;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final LimitIntake limits;
  private final CredentialLimits allowed;
  private final Duration linkLife;
  private final SecureRandom random;
  private final Ids ids;
  private final Clock clock;

  public SignupIntake(
      Database database,
      MasterKey master,
      AddressIndex addresses,
      SessionIssuer sessions,
      AuditTrail audit,
      Outbox outbox,
      LimitIntake limits,
      CredentialLimits allowed,
      Duration linkLife,
      SecureRandom random,
      Ids ids,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.addresses = addresses;
    this.sessions = sessions;
    this.audit = audit;
    this.outbox = outbox;
    this.limits = limits;
    this.allowed = allowed;
    this.linkLife = linkLife;
    this.random = random;
    this.ids = ids;
    this.clock = clock;
  }

  /// Keeps the request and the start of its workflow. Never looks the address up: known and unknown
  /// cost the same.
  ///
  /// @param id of the operation; a repeat after a crash finds its row and adds nothing
  public void request(
      SignupId id, EmailAddress address, WorkspaceName workspaceName, String country) {
    DataKey key = DataKey.fresh(random, SignupFields.owner(id));
    var row =
        new SignupSql.Row(
            id,
            addresses.of(address),
            key.wrapped(master),
            SignupFields.email(key, address),
            SignupFields.workspaceName(key, workspaceName.text()),
            country,
            SignupState.OPEN,
            now(),
            null);
    database.inTransaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          // Refused without a word: whoever fills somebody's mailbox learns nothing either.
          if (limits.take(transaction, allowed.mail(row.emailIndex()))
              && SignupSql.insert(transaction.handle(), row)) {
            outbox.add(transaction, new OutboxEntry.Start(IdentityStarts.signup(id, linkLife)));
          }
        });
  }

  /// What its new owner's password must not be made of: asked before one is judged and hashed.
  ///
  /// @return empty when no completion with this token could succeed now
  public Optional<ContextWords> open(OneTimeToken token) {
    return database
        .transaction(
            DatabaseRole.IDENTITY,
            transaction -> SignupSql.byToken(transaction.handle(), token.hash(), now()))
        .map(row -> SignupFields.open(master, row))
        .map(fields -> ContextWords.of(fields.email().text(), List.of(fields.workspaceName())));
  }

  /// Makes account, workspace, owner membership, audit and session in one transaction, or nothing.
  /// Needs no Temporal: the workflow learns of it through the outbox.
  public SignupCompletionOutcome complete(
      OneTimeToken token, SignupChoices chosen, String passwordPhc, String userAgent) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            SignupSql.lockedByToken(transaction.handle(), token.hash(), now())
                .map(row -> complete(transaction, row, chosen, passwordPhc, userAgent))
                .orElseGet(SignupCompletionOutcome.InvalidToken::new));
  }

  private SignupCompletionOutcome complete(
      Transaction transaction,
      SignupSql.Row row,
      SignupChoices chosen,
      String passwordPhc,
      String userAgent) {
    SignupFields fields = SignupFields.open(master, row);
    var account =
        new Account(new AccountId(ids.next()), fields.email().text(), chosen.fullName().text());
    DataKey accountKey = DataKey.fresh(random, AccountFields.owner(account.id()));
    var accountRow =
        new AccountSql.Row(
            account.id(),
            accountKey.wrapped(master),
            AccountFields.email(accountKey, fields.email()),
            AccountFields.fullName(accountKey, chosen.fullName()));
    if (!AccountSql.insert(transaction.handle(), accountRow, row.emailIndex(), now())) {
      // Over: no repeat with this link could end otherwise, and each would be judged and hashed.
      SignupSql.close(transaction.handle(), row.id(), SignupState.KNOWN_ADDRESS, now());
      return new SignupCompletionOutcome.AddressTaken();
    }
    CredentialSql.insert(transaction.handle(), account.id(), passwordPhc, now());
    RefreshToken token = sessions.begin(transaction, account.id(), userAgent);
    chosen.country().ifPresent(it -> SignupSql.moved(transaction.handle(), row.id(), it.code()));
    foundWorkspace(
        transaction,
        row,
        new Actor.Member(account.id(), token.sessionId()),
        chosen.workspaceName().orElseGet(() -> new WorkspaceName(fields.workspaceName())));
    SignupSql.close(transaction.handle(), row.id(), SignupState.COMPLETED, now());
    outbox.add(
        transaction,
        new OutboxEntry.Signal(
            IdentityQueue.SIGNUP,
            IdentityQueue.signupWorkflowId(row.id()),
            IdentityQueue.NAME,
            IdentityQueue.SIGNUP_COMPLETED,
            null));
    return new SignupCompletionOutcome.Completed(sessions.issued(transaction, account, token));
  }

  private void foundWorkspace(
      Transaction transaction, SignupSql.Row row, Actor.Member owner, WorkspaceName name) {
    var workspaceId = new WorkspaceId(ids.next());
    DataKey key = DataKey.fresh(random, WorkspaceFields.owner(workspaceId));
    AuditTrail.Link first =
        audit.first(
            workspaceId, owner, AuditEvent.of("workspace.created", "workspace/" + workspaceId));
    SignupCompletionSql.foundWorkspace(
        transaction.handle(),
        row.id(),
        owner.accountId(),
        workspaceId,
        key.wrapped(master),
        WorkspaceFields.name(key, name),
        first);
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
