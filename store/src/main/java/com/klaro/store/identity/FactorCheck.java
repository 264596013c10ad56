package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.time.Instant;

/// Looks at what is shown of a second factor. Always under [CredentialSql#lock].
@NotTenantBound("a second factor belongs to an account, not to a workspace")
public final class FactorCheck {

  private final CodeCheck codes;
  private final AuditTrail audit;
  private final NoticeIntake notices;
  private final Clock clock;

  public FactorCheck(CodeCheck codes, AuditTrail audit, NoticeIntake notices, Clock clock) {
    this.codes = codes;
    this.audit = audit;
    this.notices = notices;
    this.clock = clock;
  }

  /// @param row as it is under the lock
  FactorVerdict of(
      Transaction transaction, SecondFactorSql.Row row, Actor.Member member, ShownFactor shown) {
    return switch (shown) {
      case ShownFactor.Nothing() -> new FactorVerdict.Missing();
      case ShownFactor.Code(String typed) ->
          switch (codes.ofMember(transaction, row, member, typed)) {
            case CodeVerdict.Right(Runnable use) -> new FactorVerdict.Right(use);
            case CodeVerdict.Wrong() -> new FactorVerdict.Wrong();
            case CodeVerdict.TooMany(var until) -> new FactorVerdict.TooMany(until);
          };
      case ShownFactor.Passkey(PasskeyUse use) ->
          use.passkey().accountId().equals(row.id()) && isGood(transaction, use, member)
              ? new FactorVerdict.Right(() -> {})
              : new FactorVerdict.Wrong();
    };
  }

  /// The challenge first: an answer that comes twice says nothing about its authenticator.
  boolean isGood(Transaction transaction, PasskeyUse use, Actor actor) {
    if (!PasskeySql.spend(transaction.handle(), use.challenge())) {
      return false;
    }
    return switch (PasskeySql.use(transaction.handle(), use, now())) {
      case YES -> true;
      case GONE -> false;
      case COUNTED_BACK -> {
        notices.add(transaction, use.passkey().accountId(), NoticeKind.PASSKEY_COPIED);
        record(transaction, use, actor, "passkey.counted-back");
        yield false;
      }
    };
  }

  void record(Transaction transaction, PasskeyUse use, Actor actor, String action) {
    audit.appendToAccount(
        transaction,
        use.passkey().accountId(),
        actor,
        AuditEvent.of(action, "passkey/" + use.passkey().id()));
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
