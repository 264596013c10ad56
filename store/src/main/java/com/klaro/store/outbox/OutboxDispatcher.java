package com.klaro.store.outbox;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.upkeep.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends what the committing process could not. Several may run: a row is taken by moving it into
/// the future.
@NotTenantBound("hands on rows of any feature")
public final class OutboxDispatcher implements AutoCloseable {

  private static final int BATCH = 32;

  /// Longer than the slowest batch: 32 rows, eight at once, four seconds each.
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration IDLE = Duration.ofMillis(400);
  private static final Duration AWAY = Duration.ofSeconds(1);
  private static final Duration MEASURE = Duration.ofSeconds(5);

  private final Database database;
  private final WorkflowGateway gateway;
  private final Clock clock;
  private final RandomGenerator random;
  private final OutboxDelivery delivery;
  private final AtomicLong depth = new AtomicLong();
  private final AtomicLong oldestMillis = new AtomicLong();
  private volatile boolean temporalAway;
  private volatile Instant measured = Instant.EPOCH;
  private volatile @Nullable Loop loop;

  public OutboxDispatcher(
      Database database,
      WorkflowGateway gateway,
      Clock clock,
      RandomGenerator random,
      MeterRegistry meters,
      Tracing tracing) {
    this.database = database;
    this.gateway = gateway;
    this.clock = clock;
    this.random = random;
    this.delivery = new OutboxDelivery(database, gateway, clock, random, tracing);
    meters.gauge("klaro.outbox.depth", depth);
    meters.gauge("klaro.outbox.oldest.seconds", oldestMillis, age -> age.get() / 1000.0);
  }

  public void start() {
    loop = Loop.forever("outbox-dispatcher", this::step);
  }

  public boolean isRunning() {
    Loop running = loop;
    return running != null && running.isAlive();
  }

  private Duration step() throws InterruptedException {
    try {
      measure();
      if (dispatch() == BATCH) {
        return Duration.ZERO;
      }
      return temporalAway ? AWAY : IDLE.plusMillis(random.nextLong(200));
    } catch (DatabaseUnavailable away) {
      return AWAY;
    }
  }

  /// Takes one batch of due rows and sends it. While Temporal is away no row is touched, and when
  /// it is back none sits out a back-off earned by its absence.
  ///
  /// @return how many rows were taken
  public int dispatch() throws InterruptedException {
    Instant now = clock.instant();
    if (temporalAway) {
      if (!gateway.reachable()) {
        return 0;
      }
      temporalAway = false;
      database.inTransaction(
          DatabaseRole.PLATFORM, transaction -> OutboxSql.wake(transaction.handle(), now));
    }
    List<OutboxRow> rows =
        database.transaction(
            DatabaseRole.PLATFORM,
            transaction -> OutboxSql.claim(transaction.handle(), now, now.plus(LEASE), BATCH));
    if (!rows.isEmpty()) {
      temporalAway = !delivery.deliver(rows);
    }
    return rows.size();
  }

  private void measure() {
    Instant now = clock.instant();
    if (measured.plus(MEASURE).isBefore(now)) {
      OutboxSql.Backlog backlog =
          database.transaction(
              DatabaseRole.PLATFORM, transaction -> OutboxSql.backlog(transaction.handle(), now));
      depth.set(backlog.depth());
      oldestMillis.set(Duration.between(backlog.oldest(), now).toMillis());
      measured = now;
    }
  }

  /// Rows that wait, as last counted.
  public long depth() {
    return depth.get();
  }

  @Override
  public void close() {
    Loop running = loop;
    if (running != null) {
      running.close();
    }
    delivery.close();
  }
}
