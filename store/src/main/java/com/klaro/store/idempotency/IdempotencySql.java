package com.klaro.store.idempotency;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class IdempotencySql {

  private IdempotencySql() {}

  record Row(
      byte[] fingerprint,
      UUID operationId,
      Instant leaseUntil,
      byte @Nullable [] answer,
      Instant expiresAt) {}

  /// Makes the row, or takes over one that is free: expired altogether (then everything is new), or
  /// unanswered with its lease gone (then the operation id stays). One statement, so that of two at
  /// once one gets it.
  static Optional<UUID> take(
      Handle handle,
      byte[] owner,
      byte[] key,
      byte[] fingerprint,
      UUID fresh,
      Instant now,
      Instant lease,
      Instant expiry) {
    return handle
        .createQuery(
            """
            INSERT INTO idempotency_keys AS k (owner, key, fingerprint, operation_id, lease_until, answer, expires_at)
            VALUES (:owner, :key, :fingerprint, :fresh, :lease, NULL, :expiry)
            ON CONFLICT (owner, key) DO UPDATE SET
              operation_id = CASE WHEN k.expires_at <= :now THEN excluded.operation_id ELSE k.operation_id END,
              fingerprint = excluded.fingerprint,
              lease_until = excluded.lease_until,
              expires_at = excluded.expires_at,
              answer = NULL
            WHERE k.expires_at <= :now
               OR (k.answer IS NULL AND k.lease_until <= :now AND k.fingerprint = excluded.fingerprint)
            RETURNING operation_id
            """)
        .bind("owner", owner)
        .bind("key", key)
        .bind("fingerprint", fingerprint)
        .bind("fresh", fresh)
        .bind("now", now)
        .bind("lease", lease)
        .bind("expiry", expiry)
        .mapTo(UUID.class)
        .findOne();
  }

  static Optional<Row> find(Handle handle, byte[] owner, byte[] key) {
    return handle
        .createQuery(
            """
            SELECT fingerprint, operation_id, lease_until, answer, expires_at
            FROM idempotency_keys WHERE owner = :owner AND key = :key
            """)
        .bind("owner", owner)
        .bind("key", key)
        .mapTo(Row.class)
        .findOne();
  }

  static void answer(Handle handle, byte[] owner, byte[] key, UUID operationId, byte[] answer) {
    handle
        .createUpdate(
            """
            UPDATE idempotency_keys SET answer = :answer
            WHERE owner = :owner AND key = :key AND operation_id = :operation AND answer IS NULL
            """)
        .bind("owner", owner)
        .bind("key", key)
        .bind("operation", operationId)
        .bind("answer", answer)
        .execute();
  }

  static void release(Handle handle, byte[] owner, byte[] key, Instant lease, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE idempotency_keys SET lease_until = :now
            WHERE owner = :owner AND key = :key AND lease_until = :lease AND answer IS NULL
            """)
        .bind("owner", owner)
        .bind("key", key)
        .bind("lease", lease)
        .bind("now", now)
        .execute();
  }

  static void withdraw(Handle handle, byte[] owner, byte[] key, UUID operationId, Instant lease) {
    handle
        .createUpdate(
            """
            DELETE FROM idempotency_keys
            WHERE owner = :owner AND key = :key AND operation_id = :operation AND lease_until = :lease
              AND answer IS NULL
            """)
        .bind("owner", owner)
        .bind("key", key)
        .bind("operation", operationId)
        .bind("lease", lease)
        .execute();
  }

  /// Rows that somebody else holds are left to the next run.
  static int forget(Handle handle, Instant now, int most) {
    return handle
        .createUpdate(
            """
            DELETE FROM idempotency_keys WHERE (owner, key) IN (
              SELECT k.owner, k.key FROM idempotency_keys k WHERE k.expires_at <= :now
              ORDER BY k.expires_at LIMIT :most FOR UPDATE SKIP LOCKED)
            """)
        .bind("now", now)
        .bind("most", most)
        .execute();
  }
}
