package com.klaro.app.calibrate;

import com.klaro.store.identity.password.HashingSettings;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.identity.password.PasswordPepper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// As the API itself hashes. The best of some rounds, for what else runs here only adds to them.
final class MeasuredCost implements HashCost {

  private static final int ROUNDS = 7;

  /// An address that nobody has: comparing with its password is one hash of today.
  private static final byte[] NOBODY = new byte[32];

  private final Clock clock;

  MeasuredCost(Clock clock) {
    this.clock = clock;
  }

  @Override
  public double millis(HashingSettings settings) {
    var meters = new SimpleMeterRegistry();
    try (var hasher = new PasswordHasher(settings, PasswordPepper.none(clock, meters), meters);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      return IntStream.range(0, ROUNDS)
          .mapToDouble(_ ->
              round(settings.threads(), () -> hasher.matches(null, NOBODY, "a long walk"), callers))
          .min()
          .orElseThrow();
    }
  }

  private static double round(int threads, Callable<Boolean> hash, ExecutorService callers) {
    long begun = System.nanoTime();
    try {
      for (Future<Boolean> each : callers.invokeAll(Collections.nCopies(threads, hash))) {
        Boolean _ = each.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("A hash failed", failure.getCause());
    }
    return (System.nanoTime() - begun) / 1e6;
  }
}
