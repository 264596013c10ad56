package com.klaro.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// SIGTERM or Ctrl-C, turned into an orderly end: the waiting command closes what it opened, and
/// the process lives until it has.
public final class StopSignal {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean failed;

  private StopSignal() {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop-signal").unstarted(this::hold));
  }

  /// A command that stays: it waits with what it is given, and closes what it opened before it
  /// returns.
  public static ExitCode during(Consumer<StopSignal> command) {
    var stop = new StopSignal();
    try {
      command.accept(stop);
    } catch (RuntimeException failure) {
      // Whoever could not start, or failed, ends with a code of its own and at once.
      stop.failed = true;
      stop.closed.countDown();
      throw failure;
    }
    stop.closed.countDown();
    return ExitCode.FINE;
  }

  /// Returns when the program was asked to stop.
  public void await() {
    try {
      asked.await();
    } catch (InterruptedException alsoAsksToStop) {
      Thread.currentThread().interrupt();
    }
  }

  private void hold() {
    asked.countDown();
    try {
      if (closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) && !failed) {
        Runtime.getRuntime().halt(ExitCode.FINE.number());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
