package com.klaro.store.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlStatement;

/// Places that a statement looks at beside what else it asks for. Of [LimitIntake#asking].
public final class AskedPlaces {

  /// An expression: when each place will be whole again, in their order, in microseconds since
  /// 1970; zero where nothing was counted.
  public static final String WHOLE_AT =
      """
      ARRAY(
        SELECT coalesce((extract(epoch FROM b.whole_at) * 1000000)::bigint, 0)
        FROM unnest(:askedPlaces) WITH ORDINALITY AS asked (key, position) LEFT JOIN limit_buckets b USING (key)
        ORDER BY asked.position)
      """;

  private final List<Place> places;
  private final List<byte[]> keys;
  private final Instant now;

  AskedPlaces(List<Place> places, List<byte[]> keys, Instant now) {
    this.places = places;
    this.keys = keys;
    this.now = now;
  }

  public <S extends SqlStatement<S>> S bindTo(S statement) {
    return statement.bind("askedPlaces", LimitSql.array("bytea", keys.toArray(byte[][]::new)));
  }

  /// How long each place has to be waited for, in their order; zero where there is room.
  public List<Duration> waits(List<Long> wholeAt) {
    return IntStream.range(0, places.size())
        .mapToObj(
            i -> wait(places.get(i).limit(), Instant.EPOCH.plus(wholeAt.get(i), ChronoUnit.MICROS)))
        .toList();
  }

  private Duration wait(Limit limit, Instant wholeAt) {
    Instant from = wholeAt.isAfter(now) ? wholeAt : now;
    Duration over = Duration.between(now, from).plus(limit.each()).minus(limit.window());
    return over.isPositive() ? over : Duration.ZERO;
  }
}
