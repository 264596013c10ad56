package com.klaro.app.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/// Compares two ways of doing something. They take turns in short slices, so that whatever disturbs
/// the machine disturbs both; the first round only warms up and is thrown away.
///
/// @param slices turns of each side per round
/// @param perSlice operations per turn
/// @param cost what the operations use up, as a growing total in nanoseconds
record Rounds(int count, int slices, int perSlice, LongSupplier cost) {

  /// @param ratios measured to baseline, one per round
  /// @param base microseconds of one baseline operation, one figure per round
  /// @param measured the same of the other side
  record Comparison(Spread ratios, Spread base, Spread measured) {

    double baseMicros() {
      return base.median();
    }

    double micros() {
      return measured.median();
    }
  }

  /// Each operation gets its number, counted over all rounds.
  Comparison compare(IntConsumer baseline, IntConsumer measured) {
    var ratios = new ArrayList<Double>();
    var baseMicros = new ArrayList<Double>();
    var micros = new ArrayList<Double>();
    int next = 0;
    for (int round = 0; round <= count; round++) {
      long[] spent = new long[2];
      for (int slice = 0; slice < slices; slice++) {
        for (int side : order(round + slice)) {
          spent[side] += slice(side == 0 ? baseline : measured, next);
        }
        next += perSlice;
      }
      if (round > 0) {
        double operations = 1000.0 * slices * perSlice;
        ratios.add((double) spent[1] / spent[0]);
        baseMicros.add(spent[0] / operations);
        micros.add(spent[1] / operations);
      }
    }
    return new Comparison(Spread.of(ratios), Spread.of(baseMicros), Spread.of(micros));
  }

  /// Whoever comes second finds warm caches, so the sides swap.
  private static List<Integer> order(int turn) {
    List<Integer> sides = new ArrayList<>(List.of(0, 1));
    if (turn % 2 == 1) {
      Collections.reverse(sides);
    }
    return sides;
  }

  private long slice(IntConsumer side, int first) {
    long before = cost.getAsLong();
    for (int i = 0; i < perSlice; i++) {
      side.accept(first + i);
    }
    return cost.getAsLong() - before;
  }
}
