package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Transaction;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Looks at codes of second factors, and uses up those that are right. Always under
/// [CredentialSql#lock]: of parallel uses of one code exactly one is right, and of parallel guesses
/// none is let in before those ahead of it are counted (ASVS 6.5.1).
@NotTenantBound("a second factor belongs to an account, not to a workspace")
public final class CodeIntake {

  /// Who signs in has no session yet.
  private static final Actor SIGN_IN = new Actor.Automation("sign-in");

  private static final Pattern GAPS = Pattern.compile("[\\s-]");
  private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");

  /// More than any code with its gaps.
  private static final int LONGEST = 64;

  private final Database database;
  private final MasterKey master;
  private final LimitIntake limits;
  private final CredentialLimits allowed;
  private final AuditTrail audit;
  private final NoticeIntake notices;
  private final Clock clock;

  public CodeIntake(
      Database database,
      MasterKey master,
      LimitIntake limits,
      CredentialLimits allowed,
      AuditTrail audit,
      NoticeIntake notices,
      Clock clock) {
    this.database = database;
    this.master = master;
    this.limits = limits;
    this.allowed = allowed;
    this.audit = audit;
    this.notices = notices;
    this.clock = clock;
  }

  /// Of somebody whose password was just right, and who has no session yet.
  ///
  /// @param known whether they come from a device that signed in to the account before
  public CodeVerdict atSignIn(PasswordCredential credential, String typed, boolean known) {
    AccountId accountId = credential.accountId();
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          CredentialSql.lock(transaction.handle(), accountId);
          return SecondFactorSql.row(transaction.handle(), accountId)
              .map(row -> of(transaction, row, typed, allowed.code(credential, known), SIGN_IN))
              .orElseGet(CodeVerdict.Wrong::new);
        });
  }

  /// Of somebody signed in whose password was just right.
  public CodeVerdict ofMember(Actor.Member member, String typed) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          CredentialSql.lock(transaction.handle(), member.accountId());
          return SecondFactorSql.row(transaction.handle(), member.accountId())
              .map(row -> ofMember(transaction, row, member, typed))
              .orElseGet(CodeVerdict.Wrong::new);
        });
  }

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
    if (isRight(transaction, row, typed, actor)) {
      return new CodeVerdict.Right();
    }
    limits.add(transaction, List.of(place));
    if (limits.wait(transaction, place).isPositive()
        && limits.take(transaction, allowed.codeAlarm(row.id()))) {
      notices.add(transaction, row.id(), NoticeKind.CODES_GUESSED);
      record(transaction, row.id(), actor, "second-factor.codes-guessed");
    }
    return new CodeVerdict.Wrong();
  }

  private boolean isRight(
      Transaction transaction, SecondFactorSql.Row row, String typed, Actor actor) {
    if (typed.length() > LONGEST) {
      return false;
    }
    byte[] secret = row.secretEncrypted();
    String code = ungapped(typed);
    if (SIX_DIGITS.matcher(code).matches()) {
      if (secret == null) {
        return false;
      }
      OptionalLong step = step(row, secret, code, row.lastStep());
      return step.isPresent()
          && SecondFactorSql.use(transaction.handle(), row.id(), step.getAsLong());
    }
    if (!SecondFactorSql.use(transaction.handle(), row.id(), RecoveryCode.typed(code))) {
      return false;
    }
    notices.add(transaction, row.id(), NoticeKind.RECOVERY_CODE_USED);
    record(transaction, row.id(), actor, "second-factor.recovery-code-used");
    return true;
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
