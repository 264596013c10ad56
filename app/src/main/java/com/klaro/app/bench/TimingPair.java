package com.klaro.app.bench;

import java.util.Random;
import java.util.function.IntConsumer;

/// Two requests that nobody may tell apart by their time.
///
/// @param millis how far from zero their median difference may be
record TimingPair(String name, double millis, IntConsumer one, IntConsumer other) {

  /// In pairs, whose order is drawn each time, so that neither kind always finds the caches warm.
  TwoSamples run(int pairs, Random random) {
    long[] ones = new long[pairs];
    long[] others = new long[pairs];
    for (int turn = 0; turn < pairs; turn++) {
      if (random.nextBoolean()) {
        ones[turn] = timed(one, turn);
        others[turn] = timed(other, turn);
      } else {
        others[turn] = timed(other, turn);
        ones[turn] = timed(one, turn);
      }
    }
    return new TwoSamples(ones, others);
  }

  private static long timed(IntConsumer request, int turn) {
    long before = System.nanoTime();
    request.accept(turn);
    return System.nanoTime() - before;
  }
}
