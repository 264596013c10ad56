package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Transaction;
import com.klaro.store.identity.SecondFactorChange.Done;
import com.klaro.store.identity.SecondFactorChange.Refusal;
import com.klaro.store.identity.SecondFactorChange.Refused;
import com.klaro.store.identity.SecondFactorChange.TooMany;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// A second factor that its owner sets up, replaces and removes. Each needs a recent proof of who
/// asks, which for an account that has one includes a code.
@NotTenantBound("a second factor belongs to an account, not to a workspace")
public final class SecondFactorIntake {

  private final Database database;
  private final MasterKey master;
  private final CodeIntake codes;
  private final FactorCheck factors;
  private final AuditTrail audit;
  private final NoticeIntake notices;
  private final Duration recentAuthentication;
  private final SecureRandom random;
  private final Clock clock;

  /// @param recentAuthentication how old the proof may be of who changes anything
  public SecondFactorIntake(
      Database database,
      MasterKey master,
      CodeIntake codes,
      FactorCheck factors,
      AuditTrail audit,
      NoticeIntake notices,
      Duration recentAuthentication,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.codes = codes;
    this.factors = factors;
    this.audit = audit;
    this.notices = notices;
    this.recentAuthentication = recentAuthentication;
    this.random = random;
    this.clock = clock;
  }

  /// @param secret in Base 32, for whoever types it
  /// @param uri for whoever scans it
  public record Enrolment(String secret, String uri) {
    @Override
    public String toString() {
      return "Enrolment[…]";
    }
  }

  /// Whether the member may change anything now: asked before their request is read.
  public SecondFactorChange<AccountId> mayChange(Actor.Member member) {
    return change(member, (_, row) -> new Done<>(row.id()));
  }

  /// A new secret, in place of one that was not confirmed yet. One that is in use stays in use
  /// until the new one is confirmed, so that nobody is without while they change phones.
  public SecondFactorChange<Enrolment> begin(Actor.Member member) {
    return change(
        member,
        (transaction, row) -> {
          TotpSecret secret = TotpSecret.fresh(random);
          DataKey key = DataKey.open(master, row.dataKey(), AccountFields.owner(row.id()));
          SecondFactorSql.begin(
              transaction.handle(), row.id(), AccountFields.totpSecret(key, secret));
          record(transaction, member, "second-factor.begun");
          String email = AccountReader.opened(master, row.account()).email();
          return new Done<>(new Enrolment(secret.text(), secret.uri(email)));
        });
  }

  /// Takes the pending secret into use, with its first code. Every other session ends: it was begun
  /// without. A wrong code is not counted, since whoever asks was just shown the secret.
  ///
  /// @param current of one that is in use, where one is: else whoever holds a fresh session
  ///   replaces what they could not remove, or adds one of theirs
  public SecondFactorChange<List<String>> confirm(
      Actor.Member member, String code, ShownFactor current) {
    return change(
        member,
        (transaction, row) -> {
          byte[] pending = row.pendingEncrypted();
          if (pending == null) {
            return new Refused<>(Refusal.NONE);
          }
          OptionalLong step = codes.firstStep(row, pending, code);
          if (step.isEmpty()) {
            return new Refused<>(Refusal.WRONG_CODE);
          }
          return row.hasSecondFactor()
              ? withFactor(
                  transaction,
                  row,
                  member,
                  current,
                  () -> set(transaction, member, step.getAsLong()))
              : new Done<>(set(transaction, member, step.getAsLong()));
        });
  }

  private List<String> set(Transaction transaction, Actor.Member member, long step) {
    SecondFactorSql.confirm(transaction.handle(), member.accountId(), step, now());
    int _ = SignOut.others(transaction.handle(), member, now());
    tell(transaction, member, NoticeKind.SECOND_FACTOR_SET, "second-factor.set");
    return freshCodes(transaction, member.accountId());
  }

  /// New recovery codes; the old ones end.
  public SecondFactorChange<List<String>> renewCodes(Actor.Member member, ShownFactor shown) {
    return change(
        member,
        (transaction, row) ->
            row.hasSecondFactor()
                ? withFactor(
                    transaction, row, member, shown, () -> renewed(transaction, row, member))
                : new Refused<>(Refusal.NONE));
  }

  private List<String> renewed(
      Transaction transaction, SecondFactorSql.Row row, Actor.Member member) {
    tell(
        transaction,
        member,
        NoticeKind.RECOVERY_CODES_REPLACED,
        "second-factor.recovery-codes-replaced");
    return freshCodes(transaction, row.id());
  }

  /// The app, and never under a password that is too short without it.
  public SecondFactorChange<AccountId> remove(Actor.Member member, ShownFactor shown) {
    return change(
        member,
        (transaction, row) -> {
          if (row.secretEncrypted() == null) {
            return new Refused<>(Refusal.NONE);
          }
          return row.passwordShort() && row.passkeys() == 0
              ? new Refused<>(Refusal.PASSWORD_SHORT)
              : withFactor(
                  transaction, row, member, shown, () -> removed(transaction, row, member));
        });
  }

  private AccountId removed(Transaction transaction, SecondFactorSql.Row row, Actor.Member member) {
    SecondFactorSql.delete(transaction.handle(), row.id(), now());
    tell(transaction, member, NoticeKind.SECOND_FACTOR_REMOVED, "second-factor.removed");
    return row.id();
  }

  private interface Work<T> {
    SecondFactorChange<T> in(Transaction transaction, SecondFactorSql.Row row);
  }

  private <T> SecondFactorChange<T> change(Actor.Member member, Work<T> work) {
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

  private <T> SecondFactorChange<T> withFactor(
      Transaction transaction,
      SecondFactorSql.Row row,
      Actor.Member member,
      ShownFactor shown,
      Supplier<T> work) {
    return switch (factors.of(transaction, row, member, shown)) {
      case FactorVerdict.Right() -> new Done<>(work.get());
      case FactorVerdict.Missing() -> new Refused<>(Refusal.FACTOR_MISSING);
      case FactorVerdict.Wrong() -> new Refused<>(Refusal.WRONG_CODE);
      case FactorVerdict.TooMany(Duration wait) -> new TooMany<>(wait);
    };
  }

  private List<String> freshCodes(Transaction transaction, AccountId accountId) {
    List<RecoveryCode> fresh = RecoveryCode.fresh(random);
    SecondFactorSql.replaceCodes(transaction.handle(), accountId, fresh);
    return fresh.stream().map(RecoveryCode::text).toList();
  }

  private void tell(
      Transaction transaction, Actor.Member member, NoticeKind notice, String action) {
    notices.add(transaction, member.accountId(), notice);
    record(transaction, member, action);
  }

  private void record(Transaction transaction, Actor.Member member, String action) {
    audit.appendToAccount(
        transaction,
        member.accountId(),
        member,
        AuditEvent.of(action, "account/" + member.accountId()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
