package com.klaro.store.outbox;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.upkeep.Loop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Tries rows in the process that committed them, at once, so that nobody waits for a poll. Never
/// on the request's thread: a client blocks for seconds when the server is away. What does not fit
/// in here, or fails, is the dispatcher's.
@NotTenantBound("hands on rows of any feature")
public final class OutboxStarter implements AutoCloseable {

  private static final int WAITING = 256;
  private static final int BATCH = 16;
  private static final int THREADS = 2;

  /// A row older than this may soon belong to the dispatcher.
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Clock clock;
  private final OutboxDelivery delivery;
  private final Counter left;
  private final BlockingQueue<OutboxRow> queue = new ArrayBlockingQueue<>(WAITING);
  private final List<Loop> loops = new ArrayList<>();

  public OutboxStarter(
      Database database,
      WorkflowGateway gateway,
      Clock clock,
      RandomGenerator random,
      MeterRegistry meters,
      Tracing tracing) {
    this.clock = clock;
    this.delivery = new OutboxDelivery(database, gateway, clock, random, tracing);
    this.left = meters.counter("klaro.outbox.left.to.dispatcher");
    for (int i = 0; i < THREADS; i++) {
      loops.add(Loop.forever("outbox-starter-" + i, this::step));
    }
  }

  void offer(OutboxRow row) {
    if (!queue.offer(row)) {
      left.increment();
    }
  }

  private Duration step() throws InterruptedException {
    OutboxRow first = queue.poll(200, TimeUnit.MILLISECONDS);
    if (first != null) {
      List<OutboxRow> rows = new ArrayList<>(List.of(first));
      queue.drainTo(rows, BATCH - 1);
      tryFresh(rows);
    }
    return Duration.ZERO;
  }

  private void tryFresh(List<OutboxRow> rows) throws InterruptedException {
    List<OutboxRow> fresh =
        rows.stream().filter(row -> row.createdAt().plus(FRESH).isAfter(clock.instant())).toList();
    left.increment(rows.size() - fresh.size());
    try {
      if (!fresh.isEmpty()) {
        delivery.deliver(fresh);
      }
    } catch (DatabaseUnavailable away) {
      left.increment(fresh.size());
    }
  }

  @Override
  public void close() {
    loops.forEach(Loop::close);
    delivery.close();
  }
}
