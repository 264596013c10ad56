package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.identity.FactorOutcome.Done;
import com.klaro.store.identity.FactorOutcome.Refusal;
import com.klaro.store.identity.FactorOutcome.Refused;
import com.klaro.store.identity.FactorOutcome.TooMany;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// How any second factor is changed: by a live session with a recent proof of who asks, under the
/// lock of all that an account proves itself by, and told to its owner.
@NotTenantBound("a second factor belongs to an account, not to a workspace")
public final class FactorIntake {

  private final Database database;
  private final FactorCheck factors;
  private final AuditTrail audit;
  private final NoticeIntake notices;
  private final RecentAuthentication recent;
  private final SecureRandom random;
  private final Clock clock;

  /// @param recent how old the proof may be of who changes anything
  public FactorIntake(
      Database database,
      FactorCheck factors,
      AuditTrail audit,
      NoticeIntake notices,
      RecentAuthentication recent,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.factors = factors;
    this.audit = audit;
    this.notices = notices;
    this.recent = recent;
    this.random = random;
    this.clock = clock;
  }

  interface Work<T> {
    FactorOutcome<T> in(Transaction transaction, SecondFactorSql.Row row);
  }

  /// Whether the member may change anything now: asked before their request is read.
  public FactorOutcome<AccountId> mayChange(Actor.Member member) {
    return change(member, (_, row) -> new Done<>(row.id()));
  }

  <T> FactorOutcome<T> change(Actor.Member member, Work<T> work) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          Handle handle = transaction.handle();
          CredentialSql.lock(handle, member.accountId());
          return switch (SessionSql.freshness(handle, member, recent.since(), now())) {
            case RECENT ->
                work.in(transaction, SecondFactorSql.row(handle, member.accountId()).orElseThrow());
            case OLD -> new Refused<>(Refusal.NEEDS_RECENT_AUTHENTICATION);
            case NONE -> new Refused<>(Refusal.SIGNED_OUT);
          };
        });
  }

  /// @param shown judged, and used up where it is right
  <T> FactorOutcome<T> withFactor(
      Transaction transaction,
      SecondFactorSql.Row row,
      Actor.Member member,
      ShownFactor shown,
      Supplier<T> work) {
    return withFactor(transaction, row, member, shown, Optional::empty, work);
  }

  /// @param refusal what else is in the way; asked once the factor is right, and a code that
  ///   nothing was made for is not used up
  <T> FactorOutcome<T> withFactor(
      Transaction transaction,
      SecondFactorSql.Row row,
      Actor.Member member,
      ShownFactor shown,
      Supplier<Optional<Refusal>> refusal,
      Supplier<T> work) {
    return switch (factors.of(transaction, row, member, shown)) {
      case FactorVerdict.Right(Runnable use) ->
          unless(
              refusal,
              () -> {
                use.run();
                return work.get();
              });
      case FactorVerdict.Missing() -> new Refused<>(Refusal.FACTOR_MISSING);
      case FactorVerdict.Wrong() -> new Refused<>(Refusal.WRONG_FACTOR);
      case FactorVerdict.TooMany(Duration wait) -> new TooMany<>(wait);
    };
  }

  static <T> FactorOutcome<T> unless(Supplier<Optional<Refusal>> refusal, Supplier<T> work) {
    return refusal
        .get()
        .<FactorOutcome<T>>map(Refused::new)
        .orElseGet(() -> new Done<>(work.get()));
  }

  /// New recovery codes, in place of whatever there was.
  List<String> freshCodes(Transaction transaction, AccountId accountId) {
    List<RecoveryCode> fresh = RecoveryCode.fresh(random);
    SecondFactorSql.replaceCodes(transaction.handle(), accountId, fresh);
    return fresh.stream().map(RecoveryCode::text).toList();
  }

  void tell(
      Transaction transaction,
      Actor.Member member,
      NoticeKind notice,
      String action,
      String subject) {
    notices.add(transaction, member.accountId(), notice);
    record(transaction, member, action, subject);
  }

  void record(Transaction transaction, Actor.Member member, String action, String subject) {
    audit.appendToAccount(transaction, member.accountId(), member, AuditEvent.of(action, subject));
  }

  Instant now() {
    return Timestamps.now(clock);
  }
}
