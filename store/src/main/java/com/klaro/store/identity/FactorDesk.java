package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// What operators do for somebody who lost every second factor, or has a stranger's, on the host
/// and never over HTTP. Each act is in the account's trail, for its owner, and in the platform's.
@NotTenantBound("a second factor belongs to an account, not to a workspace")
public final class FactorDesk {

  private static final String DESK = "accounts";

  private final Database database;
  private final AuditTrail audit;
  private final NoticeIntake notices;
  private final PasswordHasher hasher;
  private final SecureRandom random;
  private final Clock clock;

  public FactorDesk(
      Database database,
      AuditTrail audit,
      NoticeIntake notices,
      PasswordHasher hasher,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.audit = audit;
    this.notices = notices;
    this.hasher = hasher;
    this.random = random;
    this.clock = clock;
  }

  /// Takes app, passkeys and recovery codes off an account, and its password: without them whoever
  /// knows it would be in, and that may be a stranger. Whoever reads the mailbox chooses a new one.
  /// Sessions end for good, and what was mailed is void, as where an account is disabled.
  public FactorResetOutcome reset(AccountId id) {
    // Before anybody is locked out of the account for as long as it takes.
    String nobodys = hasher.ofWhatNobodyKnows(random);
    return database.transaction(
        DatabaseRole.IDENTITY, transaction -> reset(transaction, id, nobodys));
  }

  private FactorResetOutcome reset(Transaction transaction, AccountId id, String nobodys) {
    Handle handle = transaction.handle();
    CredentialSql.lock(handle, id);
    if (AccountSql.isDisabled(handle, id)) {
      return FactorResetOutcome.DISABLED;
    }
    return SecondFactorSql.standing(handle, id)
        .map(standing ->
            standing.confirmed() ? taken(transaction, id, nobodys) : FactorResetOutcome.NONE)
        .orElse(FactorResetOutcome.NO_ACCOUNT);
  }

  private FactorResetOutcome taken(Transaction transaction, AccountId id, String nobodys) {
    Instant now = Timestamps.now(clock);
    CredentialSql.setPassword(transaction.handle(), id, nobodys, false, now);
    SessionRevocation.all(transaction.handle(), id, now);
    SecondFactorSql.dropAll(transaction.handle(), id, now);
    notices.add(transaction, id, NoticeKind.SECOND_FACTOR_RESET);
    String subject = "account/" + id;
    audit.appendToAccount(transaction, id, DESK, AuditEvent.of("second-factor.reset", subject));
    audit.appendToPlatform(
        transaction, DESK, AuditEvent.of("account.second-factor-reset", subject));
    return FactorResetOutcome.DONE;
  }
}
