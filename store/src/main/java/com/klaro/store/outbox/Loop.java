package com.klaro.store.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that repeats one step. Closing lets the step at hand finish before it insists.
final class Loop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  interface Step {
    /// @return how long to rest before the next one
    Duration run() throws InterruptedException;
  }

  Loop(String name, Step step) {
    this.thread = Thread.ofPlatform().daemon().name(name).start(() -> repeat(step));
  }

  private void repeat(Step step) {
    try {
      boolean closed = false;
      while (!closed) {
        closed = closing.await(rest(step).toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException insisted) {
      Thread.currentThread().interrupt();
    }
  }

  /// The loop outlives whatever goes wrong inside: a thread that died silently would be found by
  /// nobody.
  private static Duration rest(Step step) throws InterruptedException {
    try {
      return step.run();
    } catch (RuntimeException defect) {
      LOG.error(
          "{} goes on after a {}", Thread.currentThread().getName(), defect.getClass().getName());
      return PATIENCE;
    }
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(PATIENCE)) {
        thread.interrupt();
        thread.join(PATIENCE);
      }
    } catch (InterruptedException hurried) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
