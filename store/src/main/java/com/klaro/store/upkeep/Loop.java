package com.klaro.store.upkeep;

import com.klaro.store.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that repeats one step, for ever or until it worked. Closing lets the step at hand
/// finish before it insists, and returns when the thread is gone.
public final class Loop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Duration failed;
  private final Duration patience;
  private final Thread thread;

  @FunctionalInterface
  public interface Step {
    /// @return how long to rest before the next one
    Duration run() throws InterruptedException;
  }

  @FunctionalInterface
  public interface Attempt {
    /// @return whether it worked
    boolean run() throws InterruptedException;
  }

  private interface Turn {
    /// @return how long to rest; empty when there is nothing left to do
    Optional<Duration> run() throws InterruptedException;
  }

  private Loop(String name, Duration failed, Duration patience, Turn turn) {
    this.failed = failed;
    this.patience = patience;
    this.thread = Thread.ofPlatform().daemon().name(name).start(() -> repeat(turn));
  }

  public static Loop forever(String name, Step step) {
    return new Loop(name, PATIENCE, PATIENCE, () -> Optional.of(step.run()));
  }

  /// @param pause between two attempts
  /// @param patience how long closing lets an attempt finish; zero where it may be cut off anywhere
  public static Loop untilDone(String name, Duration pause, Duration patience, Attempt attempt) {
    return new Loop(
        name, pause, patience, () -> attempt.run() ? Optional.empty() : Optional.of(pause));
  }

  private void repeat(Turn turn) {
    try {
      Optional<Duration> rest = rest(turn);
      while (rest.isPresent() && !closing.await(rest.get().toMillis(), TimeUnit.MILLISECONDS)) {
        rest = rest(turn);
      }
    } catch (InterruptedException insisted) {
      Thread.currentThread().interrupt();
    }
  }

  /// The loop outlives whatever goes wrong inside: a thread that died silently would be found by
  /// nobody.
  private Optional<Duration> rest(Turn turn) throws InterruptedException {
    try {
      return turn.run();
    } catch (DatabaseUnavailable away) {
      LOG.warn("{} will try again: {}", thread(), away.getMessage());
    } catch (RuntimeException defect) {
      LOG.error("{} goes on after a {}", thread(), defect.getClass().getName());
    }
    return Optional.of(failed);
  }

  private static String thread() {
    return Thread.currentThread().getName();
  }

  public boolean isAlive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(patience)) {
        thread.interrupt();
        thread.join(PATIENCE);
      }
    } catch (InterruptedException hurried) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
