package com.klaro.store.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpkeepTest {

  private static final Duration SOON = Duration.ofMillis(5);

  @Test
  void aRunThatFailsIsNotTheLastOne() throws InterruptedException {
    var runs = new CountDownLatch(3);
    try (var upkeep = new Upkeep("test")) {
      upkeep.every(
          SOON,
          SOON,
          () -> {
            runs.countDown();
            if (runs.getCount() == 2) {
              throw new DatabaseUnavailable("away", new IllegalStateException());
            }
            throw new IllegalStateException("a defect");
          });
      assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aShortFirstWaitDoesNotShortenThePeriod() throws InterruptedException {
    var first = new CountDownLatch(1);
    var second = new CountDownLatch(2);
    try (var upkeep = new Upkeep("test")) {
      upkeep.every(
          SOON,
          Duration.ofHours(1),
          () -> {
            first.countDown();
            second.countDown();
          });
      assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(second.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
