package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.outbox.OutboxEntry;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.workflows.identity.EmailChangeId;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Another address for an account: the wish of its owner, and the word of whoever reads either
/// mailbox. All that is done to one account waits for its turn, so a wish that came a moment before
/// a new password falls with it, and one that comes after finds its session ended.
@NotTenantBound("an address belongs to an account, not to a workspace")
public final class EmailChangeIntake {

  private final Database database;
  private final MasterKey master;
  private final AddressIndex addresses;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final LimitIntake limits;
  private final CredentialLimits allowed;
  private final NoticeIntake notices;
  private final Duration linkLife;
  private final RecentAuthentication recent;
  private final SecureRandom random;
  private final Clock clock;

  /// @param recent how old the proof may be of who asks
  public EmailChangeIntake(
      Database database,
      MasterKey master,
      AddressIndex addresses,
      AuditTrail audit,
      Outbox outbox,
      LimitIntake limits,
      CredentialLimits allowed,
      NoticeIntake notices,
      Duration linkLife,
      RecentAuthentication recent,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.addresses = addresses;
    this.audit = audit;
    this.outbox = outbox;
    this.limits = limits;
    this.allowed = allowed;
    this.notices = notices;
    this.linkLife = linkLife;
    this.recent = recent;
    this.random = random;
    this.clock = clock;
  }

  /// Keeps the wish and the start of its workflow, in place of an older one. Never looks the
  /// address up: free, taken and unknown cost the same.
  ///
  /// @param id of the operation; a repeat after a crash finds its row and adds nothing
  public EmailChangeRequestOutcome request(
      EmailChangeId id, Actor.Member member, EmailAddress wished) {
    DataKey key = DataKey.fresh(random, EmailChangeFields.owner(id));
    var row =
        new EmailChangeSql.Row(
            id,
            member.accountId(),
            member.sessionId(),
            addresses.of(wished),
            key.wrapped(master),
            EmailChangeFields.email(key, wished),
            now(),
            now().plus(linkLife),
            null,
            null,
            null,
            null);
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          CredentialSql.lock(transaction.handle(), member.accountId());
          return switch (SessionSql.freshness(
              transaction.handle(), member, recent.since(), now())) {
            case RECENT -> request(transaction, member, row);
            case OLD -> EmailChangeRequestOutcome.NEEDS_RECENT_AUTHENTICATION;
            case NONE -> EmailChangeRequestOutcome.SIGNED_OUT;
          };
        });
  }

  private EmailChangeRequestOutcome request(
      Transaction transaction, Actor.Member member, EmailChangeSql.Row row) {
    byte[] present = AccountSql.emailIndex(transaction.handle(), member.accountId());
    if (Arrays.equals(present, row.newIndex())) {
      return EmailChangeRequestOutcome.SAME_ADDRESS;
    }
    // Refused without a word: whoever fills somebody's mailbox learns nothing either.
    List<Place> places =
        List.of(allowed.mail(row.newIndex()), allowed.changeMail(member.accountId()));
    if (limits.take(transaction, places) && EmailChangeSql.replace(transaction.handle(), row)) {
      outbox.add(
          transaction, new OutboxEntry.Start(IdentityStarts.emailChange(row.id(), linkLife)));
      record(transaction, member.accountId(), member, "email.change-requested", Map.of());
    }
    return EmailChangeRequestOutcome.ACCEPTED;
  }

  /// Confirms one side, and makes the change when it was the second. Needs no Temporal: both
  /// addresses are told when it is back.
  public EmailConfirmationOutcome confirm(OneTimeToken token) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            EmailChangeSql.accountOf(transaction.handle(), token.hash())
                .flatMap(account -> {
                  CredentialSql.lock(transaction.handle(), account);
                  return EmailChangeSql.confirm(transaction.handle(), token.hash(), now());
                })
                .map(row -> confirmed(transaction, row))
                .orElse(EmailConfirmationOutcome.INVALID_TOKEN));
  }

  private EmailConfirmationOutcome confirmed(Transaction transaction, EmailChangeSql.Row row) {
    if (!row.isConfirmed()) {
      String side = (row.oldConfirmedAt() == null ? EmailSide.NEW : EmailSide.OLD).word();
      record(
          transaction,
          row.accountId(),
          IdentityActors.EMAIL_CHANGE,
          "email.confirmed",
          Map.of("address", side));
      return EmailConfirmationOutcome.CONFIRMED;
    }
    EmailChangeSql.delete(transaction.handle(), row.id());
    AccountSql.Row account = AccountSql.byId(transaction.handle(), row.accountId());
    DataKey key = AccountFields.key(master, account);
    byte[] email = AccountFields.email(key, EmailChangeFields.email(master, row));
    var asker = new Actor.Member(row.accountId(), row.sessionId());
    // Sessions before the account, as whoever ends one and then tells its owner takes them.
    boolean changed =
        transaction.unlessTaken(() -> {
          int _ = SessionRevocation.others(transaction.handle(), asker, now());
          AccountSql.changeEmail(transaction.handle(), account.id(), row.newIndex(), email);
          CredentialSql.moveOn(transaction.handle(), account.id());
        });
    if (!changed) {
      record(
          transaction,
          row.accountId(),
          IdentityActors.EMAIL_CHANGE,
          "email.change-failed",
          Map.of());
      return EmailConfirmationOutcome.ADDRESS_TAKEN;
    }
    notices.add(transaction, account.id(), NoticeKind.EMAIL_CHANGED);
    notices.addToFormer(
        transaction,
        account.id(),
        NoticeKind.EMAIL_LEFT,
        AccountFields.former(key, AccountFields.open(master, account).email()));
    record(transaction, row.accountId(), IdentityActors.EMAIL_CHANGE, "email.changed", Map.of());
    return EmailConfirmationOutcome.CONFIRMED;
  }

  private void record(
      Transaction transaction,
      AccountId accountId,
      Actor actor,
      String action,
      Map<String, String> data) {
    audit.appendToAccount(
        transaction, accountId, actor, new AuditEvent(action, "account/" + accountId, data));
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
