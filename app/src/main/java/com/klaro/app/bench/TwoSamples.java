package com.klaro.app.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/// Times of two kinds of requests that were made in pairs, and how well somebody who sees one time
/// could say which kind it was.
record TwoSamples(long[] one, long[] other) {

  private static final int RESAMPLED = 1000;

  /// The share of all pairs, each of one with each of other, in which the other took longer: 0.5
  /// where nothing can be told, 1 where everything can.
  double auc() {
    long[] sorted = one.clone();
    Arrays.sort(sorted);
    double above = 0;
    for (long time : other) {
      above += (below(sorted, time) + below(sorted, time + 1)) / 2.0;
    }
    return above / ((double) one.length * other.length);
  }

  /// How many are below the bound.
  private static int below(long[] sorted, long bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// How far from zero the median difference within a pair may lie, in milliseconds: the farther
  /// end of its 95 % bootstrap interval. Pairs are drawn whole, for what disturbed one of them
  /// disturbed both.
  double farthestMillis(Random random) {
    long[] differences =
        IntStream.range(0, one.length).mapToLong(pair -> other[pair] - one[pair]).toArray();
    double[] medians = new double[RESAMPLED];
    long[] drawn = new long[differences.length];
    for (int resample = 0; resample < RESAMPLED; resample++) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = differences[random.nextInt(differences.length)];
      }
      Arrays.sort(drawn);
      medians[resample] = drawn[drawn.length / 2] / 1e6;
    }
    Arrays.sort(medians);
    double low = medians[(int) (RESAMPLED * 0.025)];
    double high = medians[(int) (RESAMPLED * 0.975)];
    return Math.max(Math.abs(low), Math.abs(high));
  }

  double medianDifferenceMillis() {
    long[] differences =
        IntStream.range(0, one.length)
            .mapToLong(pair -> other[pair] - one[pair])
            .sorted()
            .toArray();
    return differences[differences.length / 2] / 1e6;
  }
}
