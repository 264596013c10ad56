package com.klaro.store.database;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What Postgres says it is.
///
/// @param number `server_version_num`: 150020 is 15.20
public record PostgresVersion(int number) {

  /// The first release of each line without the holes that were known when this was written: a
  /// cached plan that outlived a change of role (CVE-2026-14666) would have read past our policies.
  private static final Map<Integer, Integer> FLOORS =
      new TreeMap<>(Map.of(15, 150_020, 16, 160_015, 17, 170_011, 18, 180_006));

  private static final int OLDEST_LINE = 15;

  /// @return what is needed, when this is older
  public Optional<String> tooOld() {
    int floor = FLOORS.getOrDefault(line(), line() < OLDEST_LINE ? Integer.MAX_VALUE : 0);
    if (number >= floor) {
      return Optional.empty();
    }
    return Optional.of(
        floor == Integer.MAX_VALUE
            ? new PostgresVersion(FLOORS.getOrDefault(OLDEST_LINE, 0)) + " or newer"
            : new PostgresVersion(floor) + " or newer");
  }

  private int line() {
    return number / 10_000;
  }

  @Override
  public String toString() {
    return line() + "." + number % 10_000;
  }
}
