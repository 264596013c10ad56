package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.time.Instant;

/// Looks at what a passkey answered, and uses it up. Always under [CredentialSql#lock].
public final class PasskeyCheck {

  private final AuditTrail audit;
  private final NoticeIntake notices;
  private final Clock clock;

  public PasskeyCheck(AuditTrail audit, NoticeIntake notices, Clock clock) {
    this.audit = audit;
    this.notices = notices;
    this.clock = clock;
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
