package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.process.Patience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whoever comes, goes, fails or gives up at whatever moment: no turn is lost and none is doubled.
class PasswordTurnsRaceTest {

  private static final int MOST = 3;
  private static final int CLIENTS = 48;
  private static final int EACH = 2000;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PasswordTurns turns = new PasswordTurns(MOST, 20, 4, meters);
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger tooMany = new AtomicInteger();
  private final AtomicInteger letIn = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void noTurnIsLostAndNoneIsDoubled() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int client = 0; client < CLIENTS; client++) {
        all.add(clients.submit(this::signsInAgainAndAgain));
      }
      for (Future<?> client : all) {
        client.get();
      }
      assertThat(tooMany).hasValue(0);
      assertThat(letIn).hasValue(begun.get()).hasPositiveValue();
      assertThat(refused).hasPositiveValue();
      assertThat(letIn.get() + refused.get()).isEqualTo(CLIENTS * EACH);
      allAreFreeAgain(clients);
    }
  }

  private void signsInAgainAndAgain() {
    var chance = ThreadLocalRandom.current();
    for (int i = 0; i < EACH; i++) {
      int number = chance.nextInt(100);
      if (number < 50) {
        Thread.currentThread().interrupt();
      }
      Optional<String> device =
          number % 4 == 0 ? Optional.of("account" + number % 5) : Optional.empty();
      try {
        Object _ = turns.admitted("block" + number % 7, device, () -> work(number));
        letIn.incrementAndGet();
      } catch (PasswordsOverloaded full) {
        refused.incrementAndGet();
      } catch (IllegalStateException failed) {
        letIn.incrementAndGet();
      }
      boolean _ = Thread.interrupted();
    }
  }

  private int work(int number) {
    begun.incrementAndGet();
    if (atWork.incrementAndGet() > MOST) {
      tooMany.incrementAndGet();
    }
    LockSupport.parkNanos(20_000);
    atWork.decrementAndGet();
    if (number % 9 == 0) {
      throw new IllegalStateException("as when Postgres is away");
    }
    return number;
  }

  private void allAreFreeAgain(ExecutorService clients) {
    assertThat(waiting("any") + waiting("device")).isZero();
    var gate = new CountDownLatch(1);
    int before = begun.get();
    for (int i = 0; i < MOST + 2; i++) {
      clients.execute(() -> {
        boolean opened =
            turns.admitted(
                "block",
                Optional.empty(),
                () -> {
                  begun.incrementAndGet();
                  return Patience.await(LIMIT, () -> gate.getCount() == 0);
                });
        assertThat(opened).isTrue();
      });
    }
    boolean full = Patience.await(LIMIT, () -> begun.get() == before + MOST && waiting("any") == 2);
    gate.countDown();
    assertThat(full).as("%d at work, %d wait", begun.get() - before, waiting("any")).isTrue();
  }

  private int waiting(String lane) {
    return (int) meters.get("klaro.signins.waiting").tag("lane", lane).gauge().value();
  }
}
