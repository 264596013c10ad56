package com.klaro.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// SIGTERM or Ctrl-C, turned into an orderly end: the waiting command closes what it opened, and
/// the process lives until it has.
public final class StopSignal {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable ExitCode> code = new AtomicReference<>();

  private StopSignal() {}

  /// Runs work that has closed everything when it returns. A signal meanwhile does not change the
  /// exit code it returns; work that throws leaves the code to the caller.
  public static ExitCode during(Function<StopSignal, ExitCode> work) {
    var stop = new StopSignal();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop-signal").unstarted(stop::hold));
    try {
      ExitCode reached = work.apply(stop);
      stop.code.set(reached);
      return reached;
    } finally {
      stop.ended.countDown();
    }
  }

  /// Returns when the program was asked to stop.
  public void await() {
    try {
      asked.await();
    } catch (InterruptedException alsoAsksToStop) {
      Thread.currentThread().interrupt();
    }
  }

  /// The system would end a signalled process with 143, however orderly it closed.
  private void hold() {
    asked.countDown();
    try {
      boolean inTime = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      ExitCode reached = code.get();
      if (inTime && reached != null) {
        Runtime.getRuntime().halt(reached.number());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
