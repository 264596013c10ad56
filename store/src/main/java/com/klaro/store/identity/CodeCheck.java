package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Transaction;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Looks at codes of second factors. Always under [CredentialSql#lock], and in the transaction that
/// makes what a right one is for: of parallel uses of one code exactly one is right, and of
/// parallel guesses none is let in before those ahead of it are counted (ASVS 6.5.1).
public final class CodeCheck {

  private static final Pattern GAPS = Pattern.compile("[\\s-]");

  private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");

  /// More than any code with its gaps.
  private static final int LONGEST = 64;

  private final MasterKey master;
  private final LimitIntake limits;
  private final CredentialLimits allowed;
  private final AuditTrail audit;
  private final NoticeIntake notices;
  private final Clock clock;

  public CodeCheck(
      MasterKey master,
      LimitIntake limits,
      CredentialLimits allowed,
      AuditTrail audit,
      NoticeIntake notices,
      Clock clock) {
    this.master = master;
    this.limits = limits;
    this.allowed = allowed;
    this.audit = audit;
    this.notices = notices;
    this.clock = clock;
  }

  /// Of somebody whose password was just right, and who has no session yet.
  ///
  /// @param row as it is under the lock
  /// @param known whether they come from a device that signed in to the account before
  CodeVerdict atSignIn(
      Transaction transaction, SecondFactorSql.Row row, String typed, boolean known) {
    return of(transaction, row, typed, allowed.code(row.id(), known), IdentityActors.SIGN_IN);
  }

  /// Of somebody signed in.
  ///
  /// @param row as it is under the lock
  CodeVerdict ofMember(
      Transaction transaction, SecondFactorSql.Row row, Actor.Member member, String typed) {
    return of(transaction, row, typed, allowed.codeProof(row.id()), member);
  }

  private CodeVerdict of(
      Transaction transaction, SecondFactorSql.Row row, String typed, Place place, Actor actor) {
    Duration wait = limits.wait(transaction, place);
    if (wait.isPositive()) {
      return new CodeVerdict.TooMany(wait);
    }
    Optional<Runnable> right = right(transaction, row, typed, actor);
    if (right.isPresent()) {
      return new CodeVerdict.Right(right.get());
    }
    limits.add(transaction, List.of(place));
    if (limits.wait(transaction, place).isPositive()
        && limits.take(transaction, allowed.codeAlarm(row.id()))) {
      notices.add(transaction, row.id(), NoticeKind.CODES_GUESSED);
      record(transaction, row.id(), actor, "second-factor.codes-guessed");
    }
    return new CodeVerdict.Wrong();
  }

  /// What uses the code up, where it is right.
  private Optional<Runnable> right(
      Transaction transaction, SecondFactorSql.Row row, String typed, Actor actor) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    String code = ungapped(typed);
    return SIX_DIGITS.matcher(code).matches()
        ? step(row, code).map(step -> () -> use(transaction, row.id(), step))
        : Optional.of(RecoveryCode.typed(code))
            .filter(it -> SecondFactorSql.isThere(transaction.handle(), row.id(), it))
            .map(it -> () -> use(transaction, row.id(), it, actor));
  }

  private Optional<Long> step(SecondFactorSql.Row row, String code) {
    byte[] secret = row.secretEncrypted();
    OptionalLong step =
        secret == null ? OptionalLong.empty() : step(row, secret, code, row.lastStep());
    return step.isPresent() ? Optional.of(step.getAsLong()) : Optional.empty();
  }

  private static void use(Transaction transaction, AccountId account, long step) {
    requireLock(SecondFactorSql.use(transaction.handle(), account, step));
  }

  private void use(Transaction transaction, AccountId account, RecoveryCode code, Actor actor) {
    requireLock(SecondFactorSql.use(transaction.handle(), account, code));
    notices.add(transaction, account, NoticeKind.RECOVERY_CODE_USED);
    record(transaction, account, actor, "second-factor.recovery-code-used");
  }

  /// @param used what was there when it was looked at
  private static void requireLock(boolean used) {
    if (!used) {
      throw new IllegalStateException("A code was used up by somebody without the lock");
    }
  }

  /// The time step of a first code; empty when it is wrong.
  OptionalLong firstStep(SecondFactorSql.Row row, byte[] pending, String typed) {
    return typed.length() > LONGEST ? OptionalLong.empty() : step(row, pending, ungapped(typed), 0);
  }

  private OptionalLong step(SecondFactorSql.Row row, byte[] secret, String code, long used) {
    DataKey key = AccountFields.key(master, row.account());
    return AccountFields.totpSecret(key, secret).step(code, clock.instant(), used);
  }

  /// Apps show codes in groups, and people type them as they are shown.
  private static String ungapped(String typed) {
    return GAPS.matcher(typed).replaceAll("");
  }

  private void record(Transaction transaction, AccountId account, Actor actor, String action) {
    audit.appendToAccount(transaction, account, actor, AuditEvent.of(action, "account/" + account));
  }
}
