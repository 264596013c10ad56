package com.klaro.store.identity;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Timestamps;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// A password that its owner knows and changes.
@NotTenantBound("a password belongs to an account, not to a workspace")
public final class PasswordIntake {

  private final Database database;
  private final AuditTrail audit;
  private final NoticeIntake notices;
  private final Clock clock;

  public PasswordIntake(Database database, AuditTrail audit, NoticeIntake notices, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.notices = notices;
    this.clock = clock;
  }

  /// What the current password is compared with.
  ///
  /// @return empty when the member's session has ended
  public Optional<PasswordCredential> current(Actor.Member member) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> CredentialSql.ofSession(transaction.handle(), member, now()));
  }

  /// Sets the password, ends every other session with the change of address it asked for, and every
  /// link for a new password.
  ///
  /// @param current that was just compared; as long as it stands, so does the second factor that a
  ///   short password needs
  /// @return false when the password was replaced or the session ended since then; nothing was done
  public boolean change(
      Actor.Member member, PasswordCredential current, String passwordPhc, boolean isShort) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction -> {
          if (CredentialSql.lockedOfSession(transaction.handle(), member, now())
              .filter(locked -> locked.version() == current.version())
              .isEmpty()) {
            return false;
          }
          CredentialSql.setPassword(
              transaction.handle(), member.accountId(), passwordPhc, isShort, now());
          PasswordResetSql.voidAll(transaction.handle(), member.accountId());
          int _ = SessionRevocation.others(transaction.handle(), member, now());
          notices.add(transaction, member.accountId(), NoticeKind.PASSWORD_CHANGED);
          audit.appendToAccount(
              transaction,
              member.accountId(),
              member,
              AuditEvent.of("password.changed", "account/" + member.accountId()));
          return true;
        });
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
