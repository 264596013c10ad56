package com.klaro.store.identity;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Argon2id on a fixed, first-come-first-served pool of platform threads: the native call would pin
/// virtual threads, and unbounded hashing is how identity servers run out of memory. Each
/// verification costs one hash at today's parameters, whether or not the account exists.
public final class PasswordHasher implements AutoCloseable {

  private static final int SALT = 16;
  private static final int TAG = 32;

  private final Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, SALT, TAG);
  private final HashingSettings settings;
  private final ExecutorService pool;
  private final String nobody;

  public PasswordHasher(HashingSettings settings, MeterRegistry meters) {
    this.settings = settings;
    int threads =
        settings.threads() == 0 ? Runtime.getRuntime().availableProcessors() : settings.threads();
    var executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.queue(), true),
            Thread.ofPlatform().daemon().name("hashing-", 0).factory());
    this.pool = ExecutorServiceMetrics.monitor(meters, executor, "hashing");
    this.nobody = compute("nobody's password: the hash that an unknown address is compared with");
  }

  /// The hash in PHC text form.
  ///
  /// @throws Overloaded when the queue is full
  public String hash(String password) {
    return onPool(() -> compute(password));
  }

  /// @param stored the account's hash, or null when there is no such account; the work is the same
  /// @throws Overloaded when the queue is full
  public boolean matches(@Nullable String stored, String password) {
    return onPool(() ->
        argon2.verify(stored == null ? nobody : stored, password.getBytes(StandardCharsets.UTF_8)))
        && stored != null;
  }

  /// True when any parameter moved since this hash was made.
  public boolean outdated(String stored) {
    return argon2.needsRehash(
        stored, settings.iterations(), settings.memory(), settings.parallelism());
  }

  private String compute(String password) {
    return argon2.hash(
        settings.iterations(),
        settings.memory(),
        settings.parallelism(),
        password.getBytes(StandardCharsets.UTF_8));
  }

  private <T> T onPool(Callable<T> work) {
    try {
      return pool.submit(work).get();
    } catch (RejectedExecutionException full) {
      throw new Overloaded(full);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("Hashing failed", failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Overloaded(stopped);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  /// More hashes are wanted than may wait: 503 with `Retry-After`.
  public static final class Overloaded extends RuntimeException {
    Overloaded(Throwable cause) {
      super("The hashing queue is full", cause);
    }
  }
}
