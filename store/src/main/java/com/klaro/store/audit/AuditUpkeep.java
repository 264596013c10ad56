package com.klaro.store.audit;

import com.klaro.store.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the chains need now and then: new keys are taken up before anybody writes with them, and
/// heads that moved are signed. Each signature is logged, so a copy of the log outside the database
/// shows a chain that was cut with its heads.
public final class AuditUpkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditUpkeep.class);
  private static final Duration KEYS = Duration.ofMinutes(1);
  private static final Duration HEADS = Duration.ofHours(1);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("audit-upkeep").factory());

  private AuditUpkeep() {}

  /// For every program that appends.
  public static AuditUpkeep ofKeys(AuditKeys keys) {
    var upkeep = new AuditUpkeep();
    upkeep.every(KEYS, keys::refresh);
    return upkeep;
  }

  /// For the worker.
  public static AuditUpkeep ofHeads(HeadSigner signer) {
    var upkeep = new AuditUpkeep();
    upkeep.every(
        HEADS,
        () -> {
          HeadSigner.Run run = signer.signMoved();
          LOG.info("Audit heads: {} signed, {} refused", run.signed(), run.refused());
        });
    return upkeep;
  }

  /// An outage is skipped: a run that threw would be the last one.
  private void every(Duration period, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (DatabaseUnavailable away) {
            LOG.warn("Audit upkeep is put off: {}", away.getMessage());
          }
        };
    var _ =
        timer.scheduleWithFixedDelay(
            guarded, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
