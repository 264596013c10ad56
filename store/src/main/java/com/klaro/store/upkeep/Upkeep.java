package com.klaro.store.upkeep;

import com.klaro.store.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread with a clock. Every process that runs it does the work: it must be harmless to do it
/// twice, at the same time too.
public final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final String name;
  private final ScheduledExecutorService timer;

  public Upkeep(String name) {
    this.name = name;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name + "-upkeep").factory());
  }

  /// @param first until the first run: short where a process that is restarted often would never
  ///   live through a whole period
  /// @param period between the end of a run and the next one
  public void every(Duration first, Duration period, Runnable work) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> guarded(work), first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// A run that threw would be the last one, and nobody would know.
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (DatabaseUnavailable away) {
      LOG.warn("The upkeep of {} is put off: {}", name, away.getMessage());
    } catch (RuntimeException defect) {
      LOG.error("The upkeep of {} goes on after a {}", name, defect.getClass().getName());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
