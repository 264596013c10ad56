package com.klaro.store.limits;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A bucket is the moment when it will be whole again: what is over makes it later, and time alone
/// mends it.
final class LimitSql {

  private LimitSql() {}

  static Optional<Instant> wholeAt(Handle handle, byte[] key) {
    return handle
        .createQuery("SELECT whole_at FROM limit_buckets WHERE key = :key")
        .bind("key", key)
        .mapTo(Instant.class)
        .findOne();
  }

  /// @param latest beyond which nothing is added: a crowd does not shut a place for ever
  static void add(Handle handle, byte[] key, Instant now, double seconds, Instant latest) {
    handle
        .createUpdate(
            """
            INSERT INTO limit_buckets AS b (key, whole_at) VALUES (:key, :now::timestamptz + make_interval(secs => :each))
            ON CONFLICT (key) DO UPDATE
              SET whole_at = least(:latest::timestamptz, greatest(b.whole_at, :now::timestamptz) + make_interval(secs => :each))
            """)
        .bind("key", key)
        .bind("now", now)
        .bind("each", seconds)
        .bind("latest", latest)
        .execute();
  }

  /// @return false when there was no room, and then nothing was added
  static boolean take(Handle handle, byte[] key, Instant now, double seconds, Instant room) {
    return handle
            .createUpdate(
                """
                INSERT INTO limit_buckets AS b (key, whole_at) VALUES (:key, :now::timestamptz + make_interval(secs => :each))
                ON CONFLICT (key) DO UPDATE
                  SET whole_at = greatest(b.whole_at, :now::timestamptz) + make_interval(secs => :each)
                  WHERE greatest(b.whole_at, :now::timestamptz) + make_interval(secs => :each) <= :room
                """)
            .bind("key", key)
            .bind("now", now)
            .bind("each", seconds)
            .bind("room", room)
            .execute()
        == 1;
  }

  static void forget(Handle handle, byte[] key) {
    handle.createUpdate("DELETE FROM limit_buckets WHERE key = :key").bind("key", key).execute();
  }

  /// Buckets that are whole say nothing.
  static int forgetWhole(Handle handle, Instant now, int most) {
    return handle
        .createUpdate(
            """
            DELETE FROM limit_buckets WHERE key IN (
              SELECT key FROM limit_buckets WHERE whole_at < :now LIMIT :most FOR UPDATE SKIP LOCKED)
            """)
        .bind("now", now)
        .bind("most", most)
        .execute();
  }
}
