package com.klaro.store.identity;

import com.klaro.workflows.tenancy.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SecondFactorSql {

  private SecondFactorSql() {}

  /// @param secretEncrypted confirmed, and in use
  /// @param pendingEncrypted still to be confirmed
  /// @param passkeys how many there are, each of which is a second factor too
  record Row(
      AccountId id,
      byte[] dataKey,
      byte[] emailEncrypted,
      byte[] fullNameEncrypted,
      boolean passwordShort,
      long lastStep,
      byte @Nullable [] secretEncrypted,
      byte @Nullable [] pendingEncrypted,
      int passkeys) {
    boolean hasSecondFactor() {
      return secretEncrypted != null || passkeys > 0;
    }

    AccountSql.Row account() {
      return new AccountSql.Row(id, dataKey, emailEncrypted, fullNameEncrypted);
    }
  }

  /// @param confirmed whether the password alone does not do
  /// @param totp whether a code of an app is taken beside it
  record Standing(boolean confirmed, boolean totp, int codesLeft, int passkeys) {}

  /// Empty when the account is gone.
  static Optional<Standing> standing(Handle handle, AccountId id) {
    return handle
        .createQuery(
            """
            SELECT second_factor AS confirmed,
              EXISTS (SELECT FROM second_factors f WHERE f.account_id = a.id AND f.secret_encrypted IS NOT NULL) AS totp,
              (SELECT count(*) FROM passkeys p WHERE p.account_id = a.id) AS passkeys,
              (SELECT count(*) FROM recovery_codes r WHERE r.account_id = a.id) AS codes_left
            FROM accounts a WHERE id = :id
            """)
        .bind("id", id)
        .mapTo(Standing.class)
        .findOne();
  }

  /// What is there now; empty when the account is gone. After [CredentialSql#lock], in a statement
  /// of its own: one that waited would show what was there before.
  static Optional<Row> row(Handle handle, AccountId id) {
    return handle
        .createQuery(
            """
            SELECT a.id, a.data_key, a.email_encrypted, a.full_name_encrypted, c.password_short,
              coalesce(f.last_step, 0) AS last_step, f.secret_encrypted, f.pending_encrypted,
              (SELECT count(*) FROM passkeys p WHERE p.account_id = a.id) AS passkeys
            FROM accounts a JOIN credentials c ON c.account_id = a.id LEFT JOIN second_factors f ON f.account_id = a.id
            WHERE a.id = :id
            """)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// Whether there is one that a new password by a mailed link leaves. Under [CredentialSql#lock].
  ///
  /// @param young when one was first set up that such a password removes
  static boolean isSetForGood(Handle handle, AccountId id, Instant young) {
    return standing(handle, id).filter(Standing::confirmed).isPresent()
        && !isYoung(handle, id, young);
  }

  private static boolean isYoung(Handle handle, AccountId id, Instant young) {
    return handle
        .createQuery("SELECT true FROM accounts WHERE id = :id AND second_factor_since > :young")
        .bind("id", id)
        .bind("young", young)
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  /// All of them, where the first of them is younger: of the others each came with a proof of one
  /// before it, so none is older.
  ///
  /// @return whether there was any
  static boolean dropYoung(Handle handle, AccountId id, Instant young, Instant now) {
    if (!isYoung(handle, id, young)) {
      return false;
    }
    dropAll(handle, id, now);
    return true;
  }

  /// App, passkeys and recovery codes, and an app that was not confirmed yet.
  static void dropAll(Handle handle, AccountId id, Instant now) {
    handle.createUpdate("DELETE FROM passkeys WHERE account_id = :id").bind("id", id).execute();
    delete(handle, id, now);
  }

  static void begin(Handle handle, AccountId id, byte[] pending) {
    handle
        .createUpdate(
            """
            INSERT INTO second_factors (account_id, pending_encrypted) VALUES (:id, :pending)
            ON CONFLICT (account_id) DO UPDATE SET pending_encrypted = :pending
            """)
        .bind("id", id)
        .bind("pending", pending)
        .execute();
  }

  /// The pending secret is the one from now on.
  ///
  /// @param step of the code that proved it
  static void confirm(Handle handle, AccountId id, long step, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE second_factors
            SET secret_encrypted = pending_encrypted, pending_encrypted = NULL, confirmed_at = :now, last_step = :step
            WHERE account_id = :id
            """)
        .bind("id", id)
        .bind("step", step)
        .bind("now", now)
        .execute();
    changed(handle, id, now);
  }

  static void delete(Handle handle, AccountId id, Instant now) {
    handle
        .createUpdate("DELETE FROM second_factors WHERE account_id = :id")
        .bind("id", id)
        .execute();
    changed(handle, id, now);
  }

  /// Whoever compared the password before has not seen this: what they are about to do is refused.
  /// Recovery codes stand in for a second factor, and go with the last one.
  static void changed(Handle handle, AccountId id, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE accounts a SET second_factor = has.one,
              second_factor_since = CASE WHEN NOT has.one THEN NULL WHEN a.second_factor THEN a.second_factor_since ELSE :now END
            FROM (SELECT
              EXISTS (SELECT FROM second_factors f WHERE f.account_id = :id AND f.secret_encrypted IS NOT NULL)
              OR EXISTS (SELECT FROM passkeys p WHERE p.account_id = :id) AS one) has
            WHERE a.id = :id
            """)
        .bind("id", id)
        .bind("now", now)
        .execute();
    handle
        .createUpdate(
            """
            DELETE FROM recovery_codes r USING accounts a
            WHERE a.id = r.account_id AND a.id = :id AND NOT a.second_factor
            """)
        .bind("id", id)
        .execute();
    CredentialSql.moveOn(handle, id);
  }

  static boolean isThere(Handle handle, AccountId id, RecoveryCode code) {
    return handle
        .createQuery("SELECT true FROM recovery_codes WHERE account_id = :id AND code_hash = :hash")
        .bind("id", id)
        .bind("hash", code.hash())
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  /// @return false when the code of this step, or of a later one, was used
  static boolean use(Handle handle, AccountId id, long step) {
    return handle
            .createUpdate(
                "UPDATE second_factors SET last_step = :step WHERE account_id = :id AND last_step <"
                    + " :step")
            .bind("id", id)
            .bind("step", step)
            .execute()
        == 1;
  }

  /// @return false when there is no such code any more
  static boolean use(Handle handle, AccountId id, RecoveryCode code) {
    return handle
            .createUpdate("DELETE FROM recovery_codes WHERE account_id = :id AND code_hash = :hash")
            .bind("id", id)
            .bind("hash", code.hash())
            .execute()
        == 1;
  }

  static void replaceCodes(Handle handle, AccountId id, List<RecoveryCode> codes) {
    handle
        .createUpdate("DELETE FROM recovery_codes WHERE account_id = :id")
        .bind("id", id)
        .execute();
    var batch =
        handle.prepareBatch(
            "INSERT INTO recovery_codes (account_id, code_hash) VALUES (:id, :hash)");
    codes.forEach(code -> batch.bind("id", id).bind("hash", code.hash()).add());
    batch.execute();
  }
}
