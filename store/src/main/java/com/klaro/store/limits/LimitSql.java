package com.klaro.store.limits;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.PreparedBatch;

/// A bucket is the moment when it will be whole again: what is over makes it later, and time alone
/// mends it.
final class LimitSql {

  private LimitSql() {}

  /// @return for each key, in their order; long ago where nothing was counted
  static List<Instant> wholeAt(Handle handle, List<byte[]> keys) {
    return handle
        .createQuery(
            """
            SELECT coalesce(b.whole_at, 'epoch')
            FROM unnest(:keys) WITH ORDINALITY AS asked (key, position) LEFT JOIN limit_buckets b USING (key)
            ORDER BY asked.position
            """)
        .bind("keys", array(keys))
        .mapTo(Instant.class)
        .list();
  }

  private static Argument array(List<byte[]> keys) {
    return (position, statement, _) ->
        statement.setArray(
            position,
            statement.getConnection().createArrayOf("bytea", keys.toArray(byte[][]::new)));
  }

  /// One more.
  ///
  /// @param latest beyond which nothing is added: a crowd does not shut a place for ever
  record Addition(byte[] key, double seconds, Instant latest) {}

  static void add(Handle handle, List<Addition> additions, Instant now) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO limit_buckets AS b (key, whole_at) VALUES (:key, :now::timestamptz + make_interval(secs => :each))
            ON CONFLICT (key) DO UPDATE
              SET whole_at = least(:latest::timestamptz, greatest(b.whole_at, :now::timestamptz) + make_interval(secs => :each))
            """);
    for (Addition addition : additions) {
      batch
          .bind("key", addition.key())
          .bind("now", now)
          .bind("each", addition.seconds())
          .bind("latest", addition.latest())
          .add();
    }
    batch.execute();
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
