package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.process.Patience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whoever has many passwords judged waits behind whoever has one. The thread that judges stands at
/// a gate, so who waits is known and not a matter of speed.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JudgingTurnsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Password GOOD = new Password("a long walk by the river");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch gate = new CountDownLatch(1);

  @Test
  void aStormFromOneAddressHoldsNobodyElseUp() {
    var pool = new PasswordThreads("judging", 1, 4, meters);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        var strength = new PasswordStrength(1_000_000, pool, 2, meters)) {
      pool.prepare(this::atTheGate);
      List<Future<Boolean>> storm = new ArrayList<>();
      Future<Boolean> other;
      try {
        storm.add(clients.submit(() -> stands(strength, "storm")));
        assertThat(Patience.await(LIMIT, () -> queued() == 1)).isTrue();
        for (int waiting = 1; waiting <= 2; waiting++) {
          int expected = waiting;
          storm.add(clients.submit(() -> stands(strength, "storm")));
          assertThat(Patience.await(LIMIT, () -> waiting() == expected)).isTrue();
        }
        assertThatThrownBy(() -> stands(strength, "storm")).isInstanceOf(PasswordsOverloaded.class);
        other = clients.submit(() -> stands(strength, "other"));
        Future<Boolean> displaced = storm.removeLast();
        assertThat(Patience.await(LIMIT, displaced::isDone)).isTrue();
        assertThat(displaced.exceptionNow()).isInstanceOf(PasswordsOverloaded.class);
      } finally {
        gate.countDown();
      }
      assertThat(Patience.await(LIMIT, other::isDone)).isTrue();
      assertThat(other.resultNow()).isTrue();
      assertThat(storm).allSatisfy(it -> assertThat(it.get()).isTrue());
    }
  }

  private static boolean stands(PasswordStrength strength, String block) {
    return strength.stands(GOOD, ContextWords.OF_THE_PRODUCT, block);
  }

  private void atTheGate() {
    try {
      gate.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private int waiting() {
    return (int) meters.get("klaro.signins.waiting").tag("lane", "new-password").gauge().value();
  }

  private int queued() {
    return (int) meters.get("executor.queued").tag("name", "judging").gauge().value();
  }
}
