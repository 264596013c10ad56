package com.klaro.store.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.database.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// S7-5: a workspace that one borrower of a connection entered is not there for the next, however
/// the first one ended.
@Tag("full-length")
class PoolTest {

  private static final int THREADS = 64;

  /// Of each thread; a sample, and `./klaro test-full` makes 200 000 in all.
  private static final int BORROWS = Integer.getInteger("klaro.tests.borrows", 3_840) / THREADS;

  private final AtomicInteger clean = new AtomicInteger();
  private final AtomicInteger thrown = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();

  private static final class Thrown extends RuntimeException {}

  @Test
  void everyBorrowBeginsOutsideAnyWorkspace() throws Exception {
    var settings = new DatabaseSettings(4, Duration.ofSeconds(30), Duration.ofMillis(1_500));
    try (TestDatabase test = TestDatabase.fresh(settings)) {
      List<Future<?>> threads = new ArrayList<>();
      try (var pool = Executors.newFixedThreadPool(THREADS)) {
        for (int i = 0; i < THREADS; i++) {
          var random = new Random(i);
          boolean frozen = i % 16 == 0;
          threads.add(pool.submit(() -> borrow(test, random, frozen)));
        }
      }
      for (Future<?> each : threads) {
        each.get();
      }
    }
    assertThat(clean.get() + late.get()).isGreaterThanOrEqualTo(THREADS * BORROWS);
    assertThat(late).hasPositiveValue();
    assertThat(thrown).hasPositiveValue();
  }

  private void borrow(TestDatabase test, Random random, boolean frozen) {
    for (int i = 0; i < BORROWS; i++) {
      boolean freeze = frozen && i == BORROWS / 2;
      try {
        test.database().inTransaction(DatabaseRole.TENANT, it -> work(it, random, freeze));
      } catch (Thrown expected) {
        thrown.incrementAndGet();
      } catch (DatabaseUnavailable tooLate) {
        late.incrementAndGet();
      } catch (JdbiException broken) {
        assertThat(broken).hasStackTraceContaining("division by zero");
      }
    }
  }

  private void work(Transaction transaction, Random random, boolean freeze) {
    assertThat(workspace(transaction)).isEmpty();
    clean.incrementAndGet();
    String entered = new UUID(random.nextLong(), random.nextLong()).toString();
    transaction
        .handle()
        .select("SELECT set_config('klaro.workspace_id', ?, true)", entered)
        .mapTo(String.class)
        .one();
    switch (random.nextInt(4)) {
      case 0 -> throw new Thrown();
      case 1 -> transaction.handle().execute("SELECT 1 / 0");
      default -> assertThat(workspace(transaction)).isEqualTo(entered);
    }
    if (freeze) {
      transaction.handle().execute("SELECT pg_sleep(5)");
    }
  }

  private static String workspace(Transaction transaction) {
    return transaction
        .handle()
        .select("SELECT coalesce(current_setting('klaro.workspace_id', true), '')")
        .mapTo(String.class)
        .one();
  }
}
