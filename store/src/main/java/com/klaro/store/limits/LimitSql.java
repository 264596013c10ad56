package com.klaro.store.limits;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.generic.GenericType;

/// A bucket is the moment when it will be whole again: what is over makes it later, and time alone
/// mends it.
final class LimitSql {

  private static final GenericType<List<Long>> LONGS = new GenericType<>() {};

  private static final String ADD =
      "WITH " + CountedPlaces.counted("") + " SELECT count(*) FROM counted";

  private LimitSql() {}

  /// As [AskedPlaces#WHOLE_AT].
  static List<Long> wholeAt(Handle handle, AskedPlaces places) {
    return places.bindTo(handle.createQuery("SELECT " + AskedPlaces.WHOLE_AT)).mapTo(LONGS).one();
  }

  static Argument array(String type, Object[] values) {
    return (position, statement, _) ->
        statement.setArray(position, statement.getConnection().createArrayOf(type, values));
  }

  static void add(Handle handle, CountedPlaces places) {
    places.bindTo(handle.createQuery(ADD)).mapTo(Long.class).one();
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
