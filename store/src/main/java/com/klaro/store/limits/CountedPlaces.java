package com.klaro.store.limits;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/// Places where a statement counts one more beside what else it does, whether or not there is room.
/// Of [LimitIntake#counting].
public final class CountedPlaces {

  /// How many windows a place may be shut at most: a crowd does not shut it for ever.
  private static final int LONGEST = 4;

  private final List<Place> places;
  private final List<byte[]> keys;
  private final Instant now;

  CountedPlaces(List<Place> places, List<byte[]> keys, Instant now) {
    this.places = places;
    this.keys = keys;
    this.now = now;
  }

  /// Two parts of a `WITH`, the second of which is `counted`, with a row for each place. They are
  /// locked in an order of their own, so that two who count the same places never wait for each
  /// other, whichever way they name them.
  ///
  /// @param before an earlier part, whose locks are taken before those of places
  public static String after(String before) {
    return counted("CROSS JOIN (SELECT count(*) FROM %s) AS earlier".formatted(before));
  }

  static String counted(String join) {
    return """
    counting AS (
      SELECT key, least(sum(each), max(longest)) AS each, max(longest) AS longest
      FROM unnest(:countedPlaces, :countedEach, :countedLongest) AS place (key, each, longest) %s
      GROUP BY key),
    counted AS (
      INSERT INTO limit_buckets AS b (key, whole_at)
      SELECT key, :countedAt::timestamptz + make_interval(secs => each) FROM counting ORDER BY key
      ON CONFLICT (key) DO UPDATE SET whole_at = (
        SELECT least(
          :countedAt::timestamptz + make_interval(secs => c.longest),
          greatest(b.whole_at, :countedAt::timestamptz) + make_interval(secs => c.each))
        FROM counting c WHERE c.key = b.key)
      RETURNING b.key)
    """
        .formatted(join);
  }

  public <S extends SqlStatement<S>> S bindTo(S statement) {
    return statement
        .bind("countedAt", now)
        .bind("countedPlaces", LimitSql.array("bytea", keys.toArray(byte[][]::new)))
        .bind(
            "countedEach",
            LimitSql.array("float8", places.stream().map(it -> it.limit().seconds()).toArray()))
        .bind(
            "countedLongest",
            LimitSql.array(
                "float8",
                places.stream()
                    .map(it -> (double) it.limit().window().multipliedBy(LONGEST).toSeconds())
                    .toArray()));
  }
}
