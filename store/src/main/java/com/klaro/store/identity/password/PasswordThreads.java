package com.klaro.store.identity.password;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A fixed, first-come-first-served pool of platform threads: the native call would pin virtual
/// threads, and unbounded hashing is how identity servers run out of memory.
final class PasswordThreads implements AutoCloseable {

  private static final int NICE = 5;

  private final ExecutorService threads;

  /// With room for every sign-in that has its turn, whatever else is hashed.
  PasswordThreads(HashingSettings settings, MeterRegistry meters) {
    this(
        "hashing",
        settings.atOnce(),
        settings.atOnce() + settings.queue() + settings.signIns(),
        meters);
  }

  /// @param name of its threads and meters
  PasswordThreads(String name, int size, int queue, MeterRegistry meters) {
    var executor =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue, true),
            giving(Thread.ofPlatform().daemon().name(name + "-", 0).factory()));
    this.threads = ExecutorServiceMetrics.monitor(meters, executor, name);
  }

  /// Whoever hashes gives way to whoever only asks: a storm of sign-ins is not felt by the others.
  /// Java's own priorities need a flag that complains where it is not root. On Linux `nice` is of
  /// the thread that calls it; elsewhere it would be of the whole program.
  private static ThreadFactory giving(ThreadFactory threads) {
    return Platform.isLinux()
        ? work ->
            threads.newThread(() -> {
              int _ = Function.getFunction("c", "nice").invokeInt(new Object[] {NICE});
              work.run();
            })
        : threads;
  }

  /// Returns when the work is done.
  ///
  /// @throws PasswordsOverloaded when the queue is full
  <T> T run(Callable<T> work) {
    try {
      return threads.submit(work).get();
    } catch (RejectedExecutionException _) {
      throw new PasswordsOverloaded();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("Hashing failed", failure.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PasswordsOverloaded();
    }
  }

  /// Does it some time later, and nobody waits for it; not at all where so many wait that whoever
  /// is first does it.
  void prepare(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException _) {
      return;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
