package com.klaro.store.identity;

import com.klaro.store.database.Ids;
import com.klaro.store.database.Transaction;
import com.klaro.store.identity.FactorOutcome.Done;
import com.klaro.store.identity.FactorOutcome.Refusal;
import com.klaro.store.identity.FactorOutcome.Refused;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.Actor;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
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

  private final FactorIntake changes;
  private final MasterKey master;
  private final SecureRandom random;
  private final Ids ids;

  public PasskeyIntake(FactorIntake changes, MasterKey master, SecureRandom random, Ids ids) {
    this.changes = changes;
    this.master = master;
    this.random = random;
    this.ids = ids;
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

  /// Whether the member may change anything now, and this one is theirs.
  public FactorOutcome<UUID> mayRemove(Actor.Member member, UUID id) {
    return changes.change(
        member,
        (transaction, row) ->
            PasskeySql.isOf(transaction.handle(), row.id(), id)
                ? new Done<>(id)
                : new Refused<>(Refusal.NOT_THERE));
  }

  public FactorOutcome<Owner> begin(Actor.Member member) {
    return changes.change(
        member,
        (transaction, row) -> {
          byte[] fresh = new byte[HANDLE];
          random.nextBytes(fresh);
          return new Done<>(
              new Owner(
                  PasskeySql.handle(transaction.handle(), row.id(), fresh),
                  AccountFields.open(master, row.account()),
                  PasskeySql.credentialIds(transaction.handle(), row.id())));
        });
  }

  /// From the first one on the password alone does not do, and every other session ends: it was
  /// begun without.
  ///
  /// @param shown of a second factor, where there is one: else whoever holds a fresh session adds a
  ///   way in that outlives it
  public FactorOutcome<Added> add(
      Actor.Member member, NewPasskey made, PasskeyName name, ShownFactor shown) {
    return changes.change(
        member,
        (transaction, row) -> {
          if (row.passkeys() >= MOST) {
            return new Refused<>(Refusal.TOO_MANY_PASSKEYS);
          }
          var passkey = new OwnPasskey(ids.next(), name.text(), changes.now(), null);
          Supplier<Optional<Refusal>> refusal =
              () -> refusal(transaction, row(row, passkey, made, name), made.challenge());
          Supplier<Added> added = () -> added(transaction, row, member, passkey);
          // Before the challenge is used up: whoever forgot the code shows the same passkey again.
          return row.hasSecondFactor()
              ? changes.withFactor(transaction, row, member, shown, refusal, added)
              : FactorIntake.unless(refusal, added);
        });
  }

  /// Puts the passkey in, where nothing is in the way. The challenge is used up in any case.
  private static Optional<Refusal> refusal(
      Transaction transaction, PasskeySql.Row passkey, PasskeyChallenge challenge) {
    if (!PasskeySql.spend(transaction.handle(), challenge)) {
      return Optional.of(Refusal.USED);
    }
    return PasskeySql.insert(transaction.handle(), passkey)
        ? Optional.empty()
        : Optional.of(Refusal.KNOWN);
  }

  private Added added(
      Transaction transaction, SecondFactorSql.Row row, Actor.Member member, OwnPasskey passkey) {
    boolean first = !row.hasSecondFactor();
    if (first) {
      // Sessions before the account, as whoever is seen and then changes it takes them.
      int _ = SessionRevocation.others(transaction.handle(), member, changes.now());
      SecondFactorSql.changed(transaction.handle(), row.id(), changes.now());
    }
    changes.tell(
        transaction, member, NoticeKind.PASSKEY_ADDED, "passkey.added", "passkey/" + passkey.id());
    return new Added(passkey, first ? changes.freshCodes(transaction, row.id()) : List.of());
  }

  /// Never the last second factor of an account whose password is too short without one. Other
  /// sessions that it began end with it.
  ///
  /// @param shown of a second factor, which may be the one that goes: else whoever holds a fresh
  ///   session takes the owner's away and adds one of theirs
  public FactorOutcome<UUID> remove(Actor.Member member, UUID id, ShownFactor shown) {
    return changes.change(
        member,
        (transaction, row) -> {
          if (!PasskeySql.isOf(transaction.handle(), row.id(), id)) {
            return new Refused<>(Refusal.NOT_THERE);
          }
          return isLast(row) && row.passwordShort()
              ? new Refused<>(Refusal.PASSWORD_SHORT)
              : changes.withFactor(
                  transaction, row, member, shown, () -> removed(transaction, row, member, id));
        });
  }

  private static boolean isLast(SecondFactorSql.Row row) {
    return row.passkeys() == 1 && row.secretEncrypted() == null;
  }

  private UUID removed(
      Transaction transaction, SecondFactorSql.Row row, Actor.Member member, UUID id) {
    PasskeySql.delete(transaction.handle(), id);
    SessionRevocation.othersBegunWith(transaction.handle(), member, id, changes.now());
    if (isLast(row)) {
      SecondFactorSql.changed(transaction.handle(), row.id(), changes.now());
    }
    changes.tell(
        transaction, member, NoticeKind.PASSKEY_REMOVED, "passkey.removed", "passkey/" + id);
    return id;
  }

  private PasskeySql.Row row(
      SecondFactorSql.Row owner, OwnPasskey passkey, NewPasskey made, PasskeyName name) {
    DataKey key = AccountFields.key(master, owner.account());
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
}
