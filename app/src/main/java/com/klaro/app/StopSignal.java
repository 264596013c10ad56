package com.klaro.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// SIGTERM or Ctrl-C, turned into an orderly end: the waiting command closes what it opened, and
/// the process lives until it has.
public final class StopSignal {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  public StopSignal() {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop-signal").unstarted(this::hold));
  }

  /// Returns when the program was asked to stop.
  public void await() {
    try {
      asked.await();
    } catch (InterruptedException alsoAsksToStop) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean wasGiven() {
    return asked.getCount() == 0;
  }

  /// Everything is closed; the process may end now, and with 0.
  public void done() {
    closed.countDown();
  }

  private void hold() {
    asked.countDown();
    try {
      if (closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.FINE.number());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
