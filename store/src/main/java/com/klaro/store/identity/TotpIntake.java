package com.klaro.store.identity;

import com.klaro.store.database.Transaction;
import com.klaro.store.identity.FactorOutcome.Done;
import com.klaro.store.identity.FactorOutcome.Refusal;
import com.klaro.store.identity.FactorOutcome.Refused;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalLong;

/// The app on a phone, and the recovery codes beside it, as their owner sets up, replaces and
/// removes them. Each needs a recent proof of who asks, which for an account that has one includes
/// a code.
@NotTenantBound("a second factor belongs to an account, not to a workspace")
public final class TotpIntake {

  private final FactorIntake changes;
  private final CodeCheck codes;
  private final MasterKey master;
  private final SecureRandom random;

  public TotpIntake(FactorIntake changes, CodeCheck codes, MasterKey master, SecureRandom random) {
    this.changes = changes;
    this.codes = codes;
    this.master = master;
    this.random = random;
  }

  /// @param secret in Base 32, for whoever types it
  /// @param uri for whoever scans it
  public record Enrolment(String secret, String uri) {
    @Override
    public String toString() {
      return "Enrolment[…]";
    }
  }

  /// A new secret, in place of one that was not confirmed yet. One that is in use stays in use
  /// until the new one is confirmed, so that nobody is without while they change phones.
  public FactorOutcome<Enrolment> begin(Actor.Member member) {
    return changes.change(
        member,
        (transaction, row) -> {
          TotpSecret secret = TotpSecret.fresh(random);
          DataKey key = AccountFields.key(master, row.account());
          SecondFactorSql.begin(
              transaction.handle(), row.id(), AccountFields.totpSecret(key, secret));
          if (row.pendingEncrypted() == null) {
            changes.record(transaction, member, "second-factor.begun", subject(member));
          }
          String email = AccountFields.open(master, row.account()).email();
          return new Done<>(new Enrolment(secret.text(), secret.uri(email)));
        });
  }

  /// Takes the pending secret into use, with its first code. Every other session ends: it was begun
  /// without. A wrong code is not counted, since whoever asks was just shown the secret.
  ///
  /// @param current of one that is in use, where one is: else whoever holds a fresh session
  ///   replaces what they could not remove, or adds one of theirs
  public FactorOutcome<List<String>> confirm(
      Actor.Member member, String code, ShownFactor current) {
    return changes.change(
        member,
        (transaction, row) -> {
          byte[] pending = row.pendingEncrypted();
          if (pending == null) {
            return new Refused<>(Refusal.NOT_BEGUN);
          }
          OptionalLong step = codes.firstStep(row, pending, code);
          if (step.isEmpty()) {
            return new Refused<>(Refusal.WRONG_FIRST_CODE);
          }
          return row.hasSecondFactor()
              ? changes.withFactor(
                  transaction,
                  row,
                  member,
                  current,
                  () -> set(transaction, member, step.getAsLong()))
              : new Done<>(set(transaction, member, step.getAsLong()));
        });
  }

  private List<String> set(Transaction transaction, Actor.Member member, long step) {
    // Sessions before the account, as whoever is seen and then changes it takes them.
    int _ = SessionRevocation.others(transaction.handle(), member, changes.now());
    SecondFactorSql.confirm(transaction.handle(), member.accountId(), step, changes.now());
    changes.tell(
        transaction, member, NoticeKind.SECOND_FACTOR_SET, "second-factor.set", subject(member));
    return changes.freshCodes(transaction, member.accountId());
  }

  /// New recovery codes; the old ones end.
  public FactorOutcome<List<String>> renewCodes(Actor.Member member, ShownFactor shown) {
    return changes.change(
        member,
        (transaction, row) ->
            row.hasSecondFactor()
                ? changes.withFactor(
                    transaction, row, member, shown, () -> renewed(transaction, row, member))
                : new Refused<>(Refusal.NOT_THERE));
  }

  private List<String> renewed(
      Transaction transaction, SecondFactorSql.Row row, Actor.Member member) {
    changes.tell(
        transaction,
        member,
        NoticeKind.RECOVERY_CODES_REPLACED,
        "second-factor.recovery-codes-replaced",
        subject(member));
    return changes.freshCodes(transaction, row.id());
  }

  /// The app, and never under a password that is too short without it.
  public FactorOutcome<AccountId> remove(Actor.Member member, ShownFactor shown) {
    return changes.change(
        member,
        (transaction, row) -> {
          if (row.secretEncrypted() == null) {
            return new Refused<>(Refusal.NOT_THERE);
          }
          return row.passwordShort() && row.passkeys() == 0
              ? new Refused<>(Refusal.PASSWORD_SHORT)
              : changes.withFactor(
                  transaction, row, member, shown, () -> removed(transaction, row, member));
        });
  }

  private AccountId removed(Transaction transaction, SecondFactorSql.Row row, Actor.Member member) {
    SecondFactorSql.delete(transaction.handle(), row.id(), changes.now());
    changes.tell(
        transaction,
        member,
        NoticeKind.SECOND_FACTOR_REMOVED,
        "second-factor.removed",
        subject(member));
    return row.id();
  }

  private static String subject(Actor.Member member) {
    return "account/" + member.accountId();
  }
}
