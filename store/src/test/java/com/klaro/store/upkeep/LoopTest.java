package com.klaro.store.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.process.Patience;
import com.klaro.store.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {

  private static final Duration SOON = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void itIsTriedUntilItWorkedAndNotOnceMore() {
    var attempts = new AtomicInteger();
    var loop =
        Loop.untilDone(
            "test",
            SOON,
            LONG,
            () ->
                switch (attempts.incrementAndGet()) {
                  case 1 -> false;
                  case 2 -> throw new DatabaseUnavailable("away", null);
                  case 3 -> throw new IllegalStateException("a defect");
                  default -> true;
                });
    assertThat(Patience.await(Duration.ofSeconds(20), () -> !loop.isAlive())).isTrue();
    assertThat(attempts).hasValue(4);
  }

  @Test
  void closingEndsTheRestBetweenTwoAttempts() throws InterruptedException {
    var tried = new CountDownLatch(1);
    var loop =
        Loop.untilDone(
            "test",
            LONG,
            LONG,
            () -> {
              tried.countDown();
              return false;
            });
    assertThat(tried.await(20, TimeUnit.SECONDS)).isTrue();
    loop.close();
    assertThat(loop.isAlive()).isFalse();
  }

  @Test
  void closingLetsAnAttemptFinish() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var mayFinish = new CountDownLatch(1);
    var finished = new AtomicBoolean();
    var loop =
        Loop.untilDone(
            "test",
            SOON,
            LONG,
            () -> {
              begun.countDown();
              finished.set(mayFinish.await(20, TimeUnit.SECONDS));
              return false;
            });
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    Thread closer = Thread.ofPlatform().start(loop::close);
    assertThat(closer.join(Duration.ofMillis(200))).as("waits for the attempt").isFalse();
    mayFinish.countDown();
    closer.join();
    assertThat(finished).isTrue();
    assertThat(loop.isAlive()).isFalse();
  }

  @Test
  void whatMayBeCutOffIsCutOff() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var cut = new CountDownLatch(1);
    var loop =
        Loop.untilDone(
            "test",
            SOON,
            Duration.ZERO,
            () -> {
              begun.countDown();
              try {
                return new CountDownLatch(1).await(60, TimeUnit.SECONDS);
              } catch (InterruptedException insisted) {
                cut.countDown();
                throw insisted;
              }
            });
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    loop.close();
    assertThat(cut.getCount()).isZero();
    assertThat(loop.isAlive()).isFalse();
  }
}
