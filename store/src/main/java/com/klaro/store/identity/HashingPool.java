package com.klaro.store.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A fixed, first-come-first-served pool of platform threads: the native call would pin virtual
/// threads, and unbounded hashing is how identity servers run out of memory.
final class HashingPool implements AutoCloseable {

  private final ExecutorService threads;

  HashingPool(HashingSettings settings, MeterRegistry meters) {
    this(
        "hashing",
        settings.threads() == 0 ? Runtime.getRuntime().availableProcessors() : settings.threads(),
        settings.queue(),
        meters);
  }

  /// @param name of its threads and meters
  HashingPool(String name, int size, int queue, MeterRegistry meters) {
    var executor =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue, true),
            Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    this.threads = ExecutorServiceMetrics.monitor(meters, executor, name);
  }

  /// Returns when the work is done.
  ///
  /// @throws PasswordHasher.Overloaded when the queue is full
  <T> T run(Callable<T> work) {
    try {
      return threads.submit(work).get();
    } catch (RejectedExecutionException full) {
      throw new PasswordHasher.Overloaded(full);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("Hashing failed", failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new PasswordHasher.Overloaded(stopped);
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
