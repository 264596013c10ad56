package com.klaro.store.identity;

import com.klaro.store.database.Rows;
import com.klaro.workflows.identity.EmailChangeId;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class EmailChangeSql {

  private EmailChangeSql() {}

  record Row(
      EmailChangeId id,
      AccountId accountId,
      SessionId sessionId,
      byte[] newIndex,
      byte[] dataKey,
      byte[] newEmailEncrypted,
      Instant requestedAt,
      Instant expiresAt,
      @Nullable Instant oldMailedAt,
      @Nullable Instant newMailedAt,
      @Nullable Instant oldConfirmedAt,
      @Nullable Instant newConfirmedAt) {

    boolean isMailed(EmailSide side) {
      return (side == EmailSide.OLD ? oldMailedAt : newMailedAt) != null;
    }

    boolean isConfirmed() {
      return oldConfirmedAt != null && newConfirmedAt != null;
    }
  }

  record Used(EmailChangeId changeId, String side) {}

  /// In place of an older one of the account.
  ///
  /// @return false when this very wish is there already
  static boolean replace(Handle handle, Row row) {
    handle
        .createUpdate("DELETE FROM email_changes WHERE account_id = :account AND id <> :id")
        .bind("account", row.accountId())
        .bind("id", row.id())
        .execute();
    String sql =
        """
        INSERT INTO email_changes
          (id, account_id, session_id, new_index, data_key, new_email_encrypted, requested_at, expires_at)
        VALUES (:id, :accountId, :sessionId, :newIndex, :dataKey, :newEmailEncrypted, :requestedAt, :expiresAt)
        ON CONFLICT (id) DO NOTHING
        """;
    return Rows.bind(handle.createUpdate(sql), row).execute() == 1;
  }

  static Optional<Row> locked(Handle handle, EmailChangeId id) {
    return handle
        .createQuery("SELECT * FROM email_changes WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static Optional<Row> ofAccount(Handle handle, AccountId accountId, Instant now) {
    return handle
        .createQuery(
            "SELECT * FROM email_changes WHERE account_id = :account AND expires_at > :now")
        .bind("account", accountId)
        .bind("now", now)
        .mapTo(Row.class)
        .findOne();
  }

  static void insertToken(
      Handle handle, byte[] hash, EmailChangeId id, EmailSide side, Instant expires) {
    handle
        .createUpdate(
            """
            INSERT INTO email_change_tokens (token_hash, change_id, side, expires_at)
            VALUES (:hash, :id, :side, :expires)
            """)
        .bind("hash", hash)
        .bind("id", id)
        .bind("side", side.word())
        .bind("expires", expires)
        .execute();
  }

  static void keepUntil(Handle handle, EmailChangeId id, Instant expires) {
    handle
        .createUpdate("UPDATE email_changes SET expires_at = :expires WHERE id = :id")
        .bind("id", id)
        .bind("expires", expires)
        .execute();
  }

  static void mailed(Handle handle, EmailChangeId id, EmailSide side, Instant now) {
    handle
        .createUpdate("UPDATE email_changes SET <side>_mailed_at = :now WHERE id = :id")
        .define("side", side.word())
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  /// Whose change this token confirms, used or not.
  static Optional<AccountId> accountOf(Handle handle, byte[] tokenHash) {
    return handle
        .createQuery(
            """
            SELECT c.account_id FROM email_change_tokens t JOIN email_changes c ON c.id = t.change_id
            WHERE t.token_hash = :hash
            """)
        .bind("hash", tokenHash)
        .mapTo(AccountId.class)
        .findOne();
  }

  /// Uses a token up, and with it every other one of its side: of parallel uses exactly one finds
  /// it.
  ///
  /// @return the change as it is then
  static Optional<Row> confirm(Handle handle, byte[] tokenHash, Instant now) {
    Optional<Used> used =
        handle
            .createQuery(
                """
                SELECT t.change_id, t.side FROM email_change_tokens t
                JOIN email_changes c ON c.id = t.change_id JOIN accounts a ON a.id = c.account_id
                WHERE t.token_hash = :hash AND t.expires_at > :now AND c.expires_at > :now
                  AND a.disabled_at IS NULL
                FOR UPDATE OF c
                """)
            .bind("hash", tokenHash)
            .bind("now", now)
            .mapTo(Used.class)
            .findOne();
    return used.map(token -> {
      handle
          .createUpdate("DELETE FROM email_change_tokens WHERE change_id = :id AND side = :side")
          .bind("id", token.changeId())
          .bind("side", token.side())
          .execute();
      return handle
          .createQuery(
              "UPDATE email_changes SET <side>_confirmed_at = :now WHERE id = :id RETURNING *")
          .define("side", token.side())
          .bind("id", token.changeId())
          .bind("now", now)
          .mapTo(Row.class)
          .one();
    });
  }

  static void delete(Handle handle, EmailChangeId id) {
    handle.createUpdate("DELETE FROM email_changes WHERE id = :id").bind("id", id).execute();
  }

  /// Whoever asked for it.
  static void voidAll(Handle handle, AccountId accountId) {
    handle
        .createUpdate("DELETE FROM email_changes WHERE account_id = :account")
        .bind("account", accountId)
        .execute();
  }

  /// Unless the member's own session asked for it.
  static void voidOfOthers(Handle handle, Actor.Member member) {
    handle
        .createUpdate(
            "DELETE FROM email_changes WHERE account_id = :account AND session_id <> :own")
        .bind("account", member.accountId())
        .bind("own", member.sessionId())
        .execute();
  }

  /// Unless that session is the member's own, or was signed out of.
  static void voidOfOthersBegunWith(Handle handle, Actor.Member member, UUID passkey) {
    handle
        .createUpdate(
            """
            DELETE FROM email_changes c USING sessions s
            WHERE c.account_id = :account AND c.session_id <> :own
              AND s.id = c.session_id AND s.passkey_id = :passkey AND s.ended_at IS NULL
            """)
        .bind("account", member.accountId())
        .bind("own", member.sessionId())
        .bind("passkey", passkey)
        .execute();
  }

  static void voidOf(Handle handle, AccountId accountId, SessionId sessionId) {
    handle
        .createUpdate(
            "DELETE FROM email_changes WHERE account_id = :account AND session_id = :session")
        .bind("account", accountId)
        .bind("session", sessionId)
        .execute();
  }

  /// What a session asked for is from now on asked for by the one that takes its place.
  static void passOn(Handle handle, Actor.Member from, SessionId to) {
    handle
        .createUpdate(
            "UPDATE email_changes SET session_id = :to WHERE account_id = :account AND session_id ="
                + " :from")
        .bind("account", from.accountId())
        .bind("from", from.sessionId())
        .bind("to", to)
        .execute();
  }

  static List<EmailChangeId> all(Handle handle) {
    return handle
        .createQuery("SELECT id FROM email_changes ORDER BY id")
        .mapTo(EmailChangeId.class)
        .list();
  }

  /// What a workflow that is gone left behind.
  static int forget(Handle handle, Instant expiredBefore, int most) {
    return handle
        .createUpdate(
            """
            DELETE FROM email_changes WHERE id IN (
              SELECT id FROM email_changes WHERE expires_at < :before ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", expiredBefore)
        .bind("most", most)
        .execute();
  }
}
