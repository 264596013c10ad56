package com.klaro.store.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A fixed, first-come-first-served pool of platform threads: the native call would pin virtual
/// threads, and unbounded hashing is how identity servers run out of memory.
final class HashingPool implements AutoCloseable {

  private final ExecutorService threads;
  private final Semaphore places;

  HashingPool(HashingSettings settings, MeterRegistry meters) {
    this(
        "hashing",
        settings.threads() == 0 ? Runtime.getRuntime().availableProcessors() : settings.threads(),
        settings.queue(),
        meters);
  }

  /// Whoever hashes gives way to whoever only asks, where the system knows priorities: the launcher
  /// lets Java tell it (docs/decisions/0011).
  ///
  /// @param name of its threads and meters
  @SuppressWarnings("ThreadPriorityCheck") // Nothing that must be right depends on it.
  HashingPool(String name, int size, int queue, MeterRegistry meters) {
    var executor =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue, true),
            Thread.ofPlatform()
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .name(name + "-", 0)
                .factory());
    this.places = new Semaphore(size + queue);
    this.threads = ExecutorServiceMetrics.monitor(meters, executor, name);
  }

  /// Does what has hashing as its greater part, unless as many are at it as are hashed and may
  /// wait: whoever is turned away costs nothing.
  ///
  /// @throws PasswordHasher.Overloaded when there is no place
  <T> T admitted(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw new PasswordHasher.Overloaded();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  /// Returns when the work is done.
  ///
  /// @throws PasswordHasher.Overloaded when the queue is full
  <T> T run(Callable<T> work) {
    try {
      return threads.submit(work).get();
    } catch (RejectedExecutionException _) {
      throw new PasswordHasher.Overloaded();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("Hashing failed", failure.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PasswordHasher.Overloaded();
    }
  }

  /// Does it some time later, and nobody waits for it.
  void prepare(Runnable work) {
    threads.execute(work);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
