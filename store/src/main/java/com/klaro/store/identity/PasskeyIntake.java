package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Ids;
import com.klaro.store.database.Transaction;
import com.klaro.store.identity.PasskeyChange.Done;
import com.klaro.store.identity.PasskeyChange.Refusal;
import com.klaro.store.identity.PasskeyChange.Refused;
import com.klaro.store.identity.PasskeyChange.TooMany;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// Passkeys that their owner adds and removes. Each needs a recent proof of who asks, and is done
/// under the lock of all that an account proves itself by.
@NotTenantBound("a passkey belongs to an account, not to a workspace")
public final class PasskeyIntake {

  /// More than anybody has devices.
  public static final int MOST = 20;

  /// The most that WebAuthn has room for.
  private static final int HANDLE = 64;

  private final Database database;
  private final MasterKey master;
  private final FactorCheck factors;
  private final AuditTrail audit;
  private final NoticeIntake notices;
  private final Duration recentAuthentication;
  private final SecureRandom random;
  private final Ids ids;
  private final Clock clock;

  /// @param recentAuthentication how old the proof may be of who changes anything
  public PasskeyIntake(
      Database database,
      MasterKey master,
      FactorCheck factors,
      AuditTrail audit,
      NoticeIntake notices,
      Duration recentAuthentication,
      SecureRandom random,
      Ids ids,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.factors = factors;
    this.audit = audit;
    this.notices = notices;
    this.recentAuthentication = recentAuthentication;
    this.random = random;
    this.ids = ids;
    this.clock = clock;
  }

  /// For whom an authenticator is to make one.
  ///
  /// @param userHandle what it is to call the account
  /// @param account what it shows to whoever chooses among several
  /// @param known credential ids of those that are there
  public record Owner(byte[] userHandle, Account account, List<byte[]> known) {
    public Owner {
      known = List.copyOf(known);
    }

    @Override
    public String toString() {
      return "Owner[" + account + "]";
    }
  }

  /// @param recoveryCodes of an account that had no second factor before; else none
  public record Added(OwnPasskey passkey, List<String> recoveryCodes) {
    public Added {
      recoveryCodes = List.copyOf(recoveryCodes);
    }

    @Override
    public String toString() {
      return "Added[" + passkey + "]";
    }
  }

  /// Whether the member may change anything now: asked before their request is read.
  public PasskeyChange<AccountId> mayChange(Actor.Member member) {
    return change(member, (_, row) -> new Done<>(row.id()));
  }

  /// The same of one that is to go.
  public PasskeyChange<UUID> mayRemove(Actor.Member member, UUID id) {
    return change(
        member,
        (transaction, row) ->
            PasskeySql.isOf(transaction.handle(), row.id(), id)
                ? new Done<>(id)
                : new Refused<>(Refusal.NOT_FOUND));
  }

  public PasskeyChange<Owner> begin(Actor.Member member) {
    return change(
        member,
        (transaction, row) -> {
          byte[] fresh = new byte[HANDLE];
          random.nextBytes(fresh);
          return new Done<>(
              new Owner(
                  PasskeySql.handle(transaction.handle(), row.id(), fresh),
                  AccountReader.opened(master, row.account()),
                  PasskeySql.credentialIds(transaction.handle(), row.id())));
        });
  }

  /// From the first one on the password alone does not do, and every other session ends: it was
  /// begun without.
  ///
  /// @param shown of a second factor, where there is one: else whoever holds a fresh session adds a
  ///   way in that outlives it
  public PasskeyChange<Added> add(
      Actor.Member member, NewPasskey made, PasskeyName name, ShownFactor shown) {
    return change(
        member,
        (transaction, row) -> {
          if (row.passkeys() >= MOST) {
            return new Refused<>(Refusal.TOO_MANY);
          }
          // Before the challenge is used up: whoever forgot the code shows the same passkey again.
          return row.hasSecondFactor()
              ? withFactor(
                  transaction,
                  row,
                  member,
                  shown,
                  () -> added(transaction, row, member, made, name))
              : added(transaction, row, member, made, name);
        });
  }

  private PasskeyChange<Added> added(
      Transaction transaction,
      SecondFactorSql.Row row,
      Actor.Member member,
      NewPasskey made,
      PasskeyName name) {
    if (!PasskeySql.spend(transaction.handle(), made.challenge())) {
      return new Refused<>(Refusal.USED);
    }
    var passkey = new OwnPasskey(ids.next(), name.text(), now(), null);
    if (!PasskeySql.insert(transaction.handle(), row(row, passkey, made, name))) {
      return new Refused<>(Refusal.KNOWN);
    }
    boolean first = !row.hasSecondFactor();
    if (first) {
      SecondFactorSql.changed(transaction.handle(), row.id(), now());
      int _ = SignOut.others(transaction.handle(), member, now());
    }
    tell(transaction, member, NoticeKind.PASSKEY_ADDED, "passkey.added", passkey.id());
    return new Done<>(new Added(passkey, first ? freshCodes(transaction, row.id()) : List.of()));
  }

  /// Never the last second factor of an account whose password is too short without one. Other
  /// sessions that it began end with it.
  ///
  /// @param shown of a second factor, which may be the one that goes: else whoever holds a fresh
  ///   session takes the owner's away and adds one of theirs
  public PasskeyChange<UUID> remove(Actor.Member member, UUID id, ShownFactor shown) {
    return change(
        member,
        (transaction, row) -> {
          if (!PasskeySql.isOf(transaction.handle(), row.id(), id)) {
            return new Refused<>(Refusal.NOT_FOUND);
          }
          return isLast(row) && row.passwordShort()
              ? new Refused<>(Refusal.PASSWORD_SHORT)
              : withFactor(
                  transaction, row, member, shown, () -> removed(transaction, row, member, id));
        });
  }

  private static boolean isLast(SecondFactorSql.Row row) {
    return row.passkeys() == 1 && row.secretEncrypted() == null;
  }

  private PasskeyChange<UUID> removed(
      Transaction transaction, SecondFactorSql.Row row, Actor.Member member, UUID id) {
    PasskeySql.delete(transaction.handle(), id);
    for (SessionId begun : SessionSql.othersBegunWith(transaction.handle(), member, id)) {
      boolean _ = SignOut.one(transaction.handle(), row.id(), begun, now());
    }
    if (isLast(row)) {
      SecondFactorSql.changed(transaction.handle(), row.id(), now());
    }
    tell(transaction, member, NoticeKind.PASSKEY_REMOVED, "passkey.removed", id);
    return new Done<>(id);
  }

  private <T> PasskeyChange<T> withFactor(
      Transaction transaction,
      SecondFactorSql.Row row,
      Actor.Member member,
      ShownFactor shown,
      Supplier<PasskeyChange<T>> work) {
    return switch (factors.of(transaction, row, member, shown)) {
      case FactorVerdict.Right() -> work.get();
      case FactorVerdict.Missing() -> new Refused<>(Refusal.FACTOR_MISSING);
      case FactorVerdict.Wrong() -> new Refused<>(Refusal.WRONG_FACTOR);
      case FactorVerdict.TooMany(Duration wait) -> new TooMany<>(wait);
    };
  }

  private interface Work<T> {
    PasskeyChange<T> in(Transaction transaction, SecondFactorSql.Row row);
  }

  private <T> PasskeyChange<T> change(Actor.Member member, Work<T> work) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          SecondFactorSql.lock(transaction.handle(), member.accountId());
          if (!SessionSql.isLive(transaction.handle(), member, now())) {
            return new Refused<>(Refusal.SIGNED_OUT);
          }
          Instant proved = SecondFactorSql.authenticatedAt(transaction.handle(), member);
          return proved.isAfter(now().minus(recentAuthentication))
              ? work.in(
                  transaction,
                  SecondFactorSql.row(transaction.handle(), member.accountId()).orElseThrow())
              : new Refused<>(Refusal.NEEDS_RECENT_AUTHENTICATION);
        });
  }

  private PasskeySql.Row row(
      SecondFactorSql.Row owner, OwnPasskey passkey, NewPasskey made, PasskeyName name) {
    DataKey key = DataKey.open(master, owner.dataKey(), AccountFields.owner(owner.id()));
    return new PasskeySql.Row(
        passkey.id(),
        owner.id(),
        made.credentialId(),
        made.publicKey(),
        made.signCount(),
        made.backupEligible(),
        made.backedUp(),
        AccountFields.passkeyName(key, name),
        passkey.createdAt());
  }

  private List<String> freshCodes(Transaction transaction, AccountId accountId) {
    List<RecoveryCode> fresh = RecoveryCode.fresh(random);
    SecondFactorSql.replaceCodes(transaction.handle(), accountId, fresh);
    return fresh.stream().map(RecoveryCode::text).toList();
  }

  private void tell(
      Transaction transaction, Actor.Member member, NoticeKind notice, String action, UUID id) {
    notices.add(transaction, member.accountId(), notice);
    audit.appendToAccount(
        transaction, member.accountId(), member, AuditEvent.of(action, "passkey/" + id));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
