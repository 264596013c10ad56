package com.klaro.store.identity;

import com.klaro.store.database.Rows;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class PasswordResetSql {

  private PasswordResetSql() {}

  record Row(
      PasswordResetId id,
      byte[] emailIndex,
      byte[] dataKey,
      byte[] emailEncrypted,
      Instant requestedAt,
      @Nullable Instant mailedAt,
      Instant expiresAt) {}

  /// @return false when this very request is there already
  static boolean insert(Handle handle, Row row) {
    String sql =
        """
        INSERT INTO password_resets (id, email_index, data_key, email_encrypted, requested_at, expires_at)
        VALUES (:id, :emailIndex, :dataKey, :emailEncrypted, :requestedAt, :expiresAt)
        ON CONFLICT (id) DO NOTHING
        """;
    return Rows.bind(handle.createUpdate(sql), row).execute() == 1;
  }

  static Optional<Row> locked(Handle handle, PasswordResetId id) {
    return handle
        .createQuery("SELECT * FROM password_resets WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// The account whose password a token may set now.
  record Open(
      AccountId id,
      byte[] dataKey,
      byte[] emailEncrypted,
      byte[] fullNameEncrypted,
      boolean secondFactor,
      String passwordPhc) {

    AccountSql.Row row() {
      return new AccountSql.Row(id, dataKey, emailEncrypted, fullNameEncrypted);
    }
  }

  /// @param young when a second factor was first set up that goes with the old password
  static Optional<Open> open(Handle handle, byte[] tokenHash, Instant now, Instant young) {
    return handle
        .createQuery(
            """
            SELECT a.id, a.data_key, a.email_encrypted, a.full_name_encrypted,
              a.second_factor AND (a.second_factor_since <= :young) IS NOT FALSE AS second_factor,
              c.password_phc
            FROM password_reset_tokens t JOIN password_resets r ON r.id = t.reset_id
            JOIN accounts a ON a.id = t.account_id JOIN credentials c ON c.account_id = a.id
            WHERE t.token_hash = :hash AND t.expires_at > :now AND r.expires_at > :now
              AND a.email_index = r.email_index AND a.disabled_at IS NULL
            """)
        .bind("hash", tokenHash)
        .bind("now", now)
        .bind("young", young)
        .mapTo(Open.class)
        .findOne();
  }

  /// Whose password this token is for, used or not.
  static Optional<AccountId> accountOf(Handle handle, byte[] tokenHash) {
    return handle
        .createQuery("SELECT account_id FROM password_reset_tokens WHERE token_hash = :hash")
        .bind("hash", tokenHash)
        .mapTo(AccountId.class)
        .findOne();
  }

  /// Uses a token up: of parallel uses exactly one finds it. It proves that somebody reads the
  /// mailbox that it went to, which is worth nothing once the account has another address.
  static Optional<AccountId> consume(Handle handle, byte[] tokenHash, Instant now) {
    return handle
        .createQuery(
            """
            WITH used AS (
              DELETE FROM password_reset_tokens t USING password_resets r, accounts a
              WHERE t.token_hash = :hash AND t.expires_at > :now AND r.id = t.reset_id AND r.expires_at > :now
                AND a.id = t.account_id AND a.email_index = r.email_index AND a.disabled_at IS NULL
              RETURNING t.account_id)
            SELECT account_id FROM used
            """)
        .bind("hash", tokenHash)
        .bind("now", now)
        .mapTo(AccountId.class)
        .findOne();
  }

  /// Requests for an address, with their tokens: each row before what hangs on it, as whoever
  /// deletes one of them takes them.
  static void deleteAll(Handle handle, byte[] emailIndex) {
    handle
        .createUpdate("DELETE FROM password_resets WHERE email_index = :index")
        .bind("index", emailIndex)
        .execute();
  }

  static void voidAll(Handle handle, AccountId accountId) {
    handle
        .createUpdate("DELETE FROM password_reset_tokens WHERE account_id = :account")
        .bind("account", accountId)
        .execute();
  }

  /// The account that a request is for, and that may have a new password.
  static Optional<AccountId> resettable(Handle handle, PasswordResetId id) {
    return handle
        .createQuery("SELECT email_index FROM password_resets WHERE id = :id")
        .bind("id", id)
        .mapTo(byte[].class)
        .findOne()
        .flatMap(index -> AccountSql.resettable(handle, index));
  }

  /// Tokens of earlier requests for the same address end; those of this one stay valid together.
  static void voidOlderTokens(Handle handle, Row row) {
    handle
        .createUpdate(
            """
            DELETE FROM password_reset_tokens USING password_resets r
            WHERE reset_id = r.id AND r.email_index = :index AND (r.requested_at, r.id) < (:requestedAt, :id)
            """)
        .bind("index", row.emailIndex())
        .bind("requestedAt", row.requestedAt())
        .bind("id", row.id())
        .execute();
  }

  /// Whether a later request for the same address was mailed a link: the newest is the one that
  /// works.
  static boolean hasNewerToken(Handle handle, Row row) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
              SELECT FROM password_reset_tokens t JOIN password_resets r ON r.id = t.reset_id
              WHERE r.email_index = :index AND (r.requested_at, r.id) > (:requestedAt, :id))
            """)
        .bind("index", row.emailIndex())
        .bind("requestedAt", row.requestedAt())
        .bind("id", row.id())
        .mapTo(Boolean.class)
        .one();
  }

  static void insertToken(
      Handle handle, byte[] hash, PasswordResetId id, AccountId accountId, Instant expires) {
    handle
        .createUpdate(
            """
            INSERT INTO password_reset_tokens (token_hash, reset_id, account_id, expires_at)
            VALUES (:hash, :id, :account, :expires)
            """)
        .bind("hash", hash)
        .bind("id", id)
        .bind("account", accountId)
        .bind("expires", expires)
        .execute();
    handle
        .createUpdate("UPDATE password_resets SET expires_at = :expires WHERE id = :id")
        .bind("id", id)
        .bind("expires", expires)
        .execute();
  }

  static void mailed(Handle handle, PasswordResetId id, Instant now) {
    handle
        .createUpdate("UPDATE password_resets SET mailed_at = :now WHERE id = :id")
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  static void delete(Handle handle, PasswordResetId id) {
    handle.createUpdate("DELETE FROM password_resets WHERE id = :id").bind("id", id).execute();
  }

  static List<PasswordResetId> all(Handle handle) {
    return handle
        .createQuery("SELECT id FROM password_resets ORDER BY id")
        .mapTo(PasswordResetId.class)
        .list();
  }

  /// What a workflow that is gone left behind.
  static int forget(Handle handle, Instant expiredBefore, int most) {
    return handle
        .createUpdate(
            """
            DELETE FROM password_resets WHERE id IN (
              SELECT id FROM password_resets WHERE expires_at < :before ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", expiredBefore)
        .bind("most", most)
        .execute();
  }
}
