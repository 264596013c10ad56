package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.process.Patience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// S2-2: how many are hashed at once. What they take of memory, and what others feel of them, is
/// measured by `./klaro bench login`.
///
/// All work here stops at a gate, so what runs and what waits is known and not a matter of speed.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PasswordThreadsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<Integer> begun = new ConcurrentLinkedQueue<>();

  @Test
  void whoWaitsIsServedInTheOrderOfArrival() {
    List<Integer> all = IntStream.range(0, 20).boxed().toList();
    try (var pool = pool(1);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (int caller : all) {
          callers.execute(() -> work(pool, caller));
          awaitState(1, caller);
        }
      } finally {
        gate.countDown();
      }
      assertThat(Patience.await(LIMIT, () -> begun.size() == all.size())).isTrue();
    }
    assertThat(begun).containsExactlyElementsOf(all);
  }

  @Test
  void asManyRunAsConfigured() {
    assertRunningTogether(3, 3);
  }

  @Test
  void withoutANumberAsManyRunAsThereAreCores() {
    assertRunningTogether(0, Runtime.getRuntime().availableProcessors());
  }

  private void assertRunningTogether(int threads, int expected) {
    try (var pool = pool(threads);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (int caller = 0; caller < expected + 2; caller++) {
          int number = caller;
          callers.execute(() -> work(pool, number));
        }
        awaitState(expected, 2);
      } finally {
        gate.countDown();
      }
    }
  }

  private void work(PasswordThreads pool, int caller) {
    boolean opened =
        pool.run(() -> {
          begun.add(caller);
          gate.await();
          return true;
        });
    assertThat(opened).isTrue();
  }

  private void awaitState(int running, int waiting) {
    assertThat(Patience.await(LIMIT, () -> begun.size() == running && queued() == waiting))
        .as("%d running and %d waiting; are %s and %d", running, waiting, begun, queued())
        .isTrue();
  }

  private int queued() {
    return (int) meters.get("executor.queued").tag("name", "hashing").gauge().value();
  }

  private PasswordThreads pool(int threads) {
    return new PasswordThreads(new HashingSettings(19_456, 2, 1, threads, 64), meters);
  }
}
