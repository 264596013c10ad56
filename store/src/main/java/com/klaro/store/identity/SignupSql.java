package com.klaro.store.identity;

import com.klaro.store.database.Rows;
import com.klaro.workflows.identity.SignupId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SignupSql {

  private SignupSql() {}

  /// @param dataKey null, like the encrypted columns, once a signup is closed
  record Row(
      SignupId id,
      byte[] emailIndex,
      byte @Nullable [] dataKey,
      byte @Nullable [] emailEncrypted,
      byte @Nullable [] workspaceNameEncrypted,
      String country,
      SignupState state,
      Instant requestedAt,
      @Nullable Instant mailedAt) {}

  /// @return false when this very signup is there already
  static boolean insert(Handle handle, Row row) {
    String sql =
        """
        INSERT INTO signups
          (id, email_index, data_key, email_encrypted, workspace_name_encrypted, country, state, requested_at)
        VALUES
          (:id, :emailIndex, :dataKey, :emailEncrypted, :workspaceNameEncrypted, :country, :state, :requestedAt)
        ON CONFLICT (id) DO NOTHING
        """;
    return Rows.bind(handle.createUpdate(sql), row).execute() == 1;
  }

  static Optional<Row> locked(Handle handle, SignupId id) {
    return handle
        .createQuery("SELECT * FROM signups WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static Optional<Row> byToken(Handle handle, byte[] tokenHash, Instant now) {
    return byToken(handle, tokenHash, now, "");
  }

  static Optional<Row> lockedByToken(Handle handle, byte[] tokenHash, Instant now) {
    return byToken(handle, tokenHash, now, "FOR UPDATE OF s");
  }

  private static Optional<Row> byToken(Handle handle, byte[] tokenHash, Instant now, String lock) {
    return handle
        .createQuery(
            """
            SELECT s.* FROM signup_tokens t JOIN signups s ON s.id = t.signup_id
            WHERE t.token_hash = :hash AND t.expires_at > :now AND s.state = 'open'
            """
                + lock)
        .bind("hash", tokenHash)
        .bind("now", now)
        .mapTo(Row.class)
        .findOne();
  }

  /// Tokens of earlier requests for the same address end; those of this one stay valid together.
  static void voidOlderTokens(Handle handle, Row row) {
    handle
        .createUpdate(
            """
            DELETE FROM signup_tokens USING signups s
            WHERE signup_id = s.id AND s.email_index = :index AND (s.requested_at, s.id) < (:requestedAt, :id)
            """)
        .bind("index", row.emailIndex())
        .bind("requestedAt", row.requestedAt())
        .bind("id", row.id())
        .execute();
  }

  static void insertToken(Handle handle, byte[] hash, SignupId id, Instant expires) {
    handle
        .createUpdate(
            "INSERT INTO signup_tokens (token_hash, signup_id, expires_at) VALUES (:hash, :id,"
                + " :expires)")
        .bind("hash", hash)
        .bind("id", id)
        .bind("expires", expires)
        .execute();
  }

  static void mailed(Handle handle, SignupId id, Instant now) {
    handle
        .createUpdate("UPDATE signups SET mailed_at = :now WHERE id = :id AND state = 'open'")
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  /// Before its workspace is founded, which takes the country from here.
  static void moved(Handle handle, SignupId id, String country) {
    handle
        .createUpdate("UPDATE signups SET country = :country WHERE id = :id AND state = 'open'")
        .bind("id", id)
        .bind("country", country)
        .execute();
  }

  /// Ends a signup and empties its personal columns; its tokens end with it.
  static void close(Handle handle, SignupId id, SignupState state, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE signups SET state = :state, mailed_at = coalesce(mailed_at, :now),
              data_key = NULL, email_encrypted = NULL, workspace_name_encrypted = NULL
            WHERE id = :id AND state = 'open'
            """)
        .bind("id", id)
        .bind("state", state)
        .bind("now", now)
        .execute();
    handle.createUpdate("DELETE FROM signup_tokens WHERE signup_id = :id").bind("id", id).execute();
  }

  static void deleteUnfinished(Handle handle, SignupId id) {
    handle
        .createUpdate("DELETE FROM signups WHERE id = :id AND state <> 'completed'")
        .bind("id", id)
        .execute();
  }

  /// Old rows of any state, unless a link of theirs still works. Rows that somebody works on are
  /// left to the next run.
  static int forget(Handle handle, Instant requestedBefore, Instant now, int most) {
    return handle
        .createUpdate(
            """
            DELETE FROM signups WHERE id IN (
              SELECT s.id FROM signups s
              WHERE s.requested_at < :before
                AND NOT EXISTS (SELECT 1 FROM signup_tokens t WHERE t.signup_id = s.id AND t.expires_at > :now)
              ORDER BY s.id LIMIT :most FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", requestedBefore)
        .bind("now", now)
        .bind("most", most)
        .execute();
  }

  static List<SignupId> open(Handle handle) {
    return handle
        .createQuery("SELECT id FROM signups WHERE state <> 'completed' ORDER BY id")
        .mapTo(SignupId.class)
        .list();
  }
}
