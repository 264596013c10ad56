package com.klaro.app.dev;

import com.klaro.worker.Recovery;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives every row of one kind that needs a workflow one again, beside the work that has begun already. Goes on
/// until all were reached: Temporal or Postgres may be away just now, and nobody else would look at
/// these rows before the next start.
final class RecoveryAtStart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryAtStart.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Thread thread;

  private RecoveryAtStart(Thread thread) {
    this.thread = thread;
  }

  static RecoveryAtStart of(Recovery recovery) {
    return new RecoveryAtStart(Thread.ofVirtual().name("recovery").start(() -> repeat(recovery)));
  }

  private static void repeat(Recovery recovery) {
    try {
      while (!isDone(recovery)) {
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isDone(Recovery recovery) {
    try {
      Recovery.Report report = recovery.run();
      return report.unreachable() == 0;
    } catch (RuntimeException away) {
      // Whatever it was: a thread that ended here would leave rows without a workflow, and nobody
      // would know.
      LOG.warn("Recovery will be tried again", away);
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
