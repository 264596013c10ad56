package com.klaro.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What says whether a time tells must itself find what is there (S6-2).
class TwoSamplesTest {

  private static final int PAIRS = 2000;
  private static final long MILLISECOND = 1_000_000;

  private final Random random = new Random(7);

  @Test
  void theShareOfPairsIsCountedAsTheTextbookDoes() {
    assertThat(new TwoSamples(new long[] {1, 2, 3}, new long[] {1, 2, 3}).auc()).isEqualTo(0.5);
    assertThat(new TwoSamples(new long[] {1, 2}, new long[] {3, 4}).auc()).isOne();
    assertThat(new TwoSamples(new long[] {3, 4}, new long[] {1, 2}).auc()).isZero();
    // Of nine pairs the other is longer in six, and as long in two.
    assertThat(new TwoSamples(new long[] {1, 3, 5}, new long[] {3, 5, 6}).auc())
        .isCloseTo((6 + 2 / 2.0) / 9, within(1e-9));
  }

  @Test
  void whereThereIsNothingToTellNothingIsFound() {
    var times = new TwoSamples(noise(0), noise(0));

    assertThat(times.auc()).isCloseTo(0.5, within(0.03));
    assertThat(times.farthestMillis(random)).isLessThan(0.5);
  }

  @Test
  void aMillisecondMoreIsFoundByBothMeasures() {
    var times = new TwoSamples(noise(0), noise(MILLISECOND));

    assertThat(times.auc()).isGreaterThan(0.6);
    assertThat(times.farthestMillis(random)).isGreaterThan(0.9);
    assertThat(times.medianDifferenceMillis()).isCloseTo(1, within(0.2));
  }

  @Test
  void aMillisecondLessIsFoundAsWell() {
    var times = new TwoSamples(noise(MILLISECOND), noise(0));

    assertThat(times.auc()).isLessThan(0.4);
    assertThat(times.farthestMillis(random)).isGreaterThan(0.9);
  }

  /// What disturbs a machine disturbs both of a pair, and hides nothing of what one has more.
  @Test
  void whatBothOfAPairHaveInCommonHidesNothing() {
    long[] common = LongStream.range(0, PAIRS).map(pair -> pair * MILLISECOND / 10).toArray();
    long[] more = LongStream.of(common).map(time -> time + MILLISECOND / 2).toArray();

    assertThat(new TwoSamples(common, more).farthestMillis(random)).isCloseTo(0.5, within(1e-9));
  }

  private long[] noise(long more) {
    return LongStream.generate(() -> 30 * MILLISECOND + more)
        .map(time -> time + (long) (random.nextGaussian() * 1.5 * MILLISECOND))
        .limit(PAIRS)
        .toArray();
  }
}
