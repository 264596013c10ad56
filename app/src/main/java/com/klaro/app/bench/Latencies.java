package com.klaro.app.bench;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// How long each of many operations took.
final class Latencies {

  private static final long PACE = 10_000_000;

  private Latencies() {}

  /// @param nanos of each operation, in ascending order
  /// @param wall of all together
  record Taken(long[] nanos, long wall) {

    double perSecond() {
      return nanos.length * 1e9 / wall;
    }

    /// @param share of the operations that took no longer
    double millis(double share) {
      return nanos[Math.min(nanos.length - 1, (int) (nanos.length * share))] / 1e6;
    }
  }

  /// Each client asks again as soon as it has its answer.
  static Taken of(int clients, int operations, IntConsumer operation) {
    var nanos = new long[operations];
    var next = new AtomicInteger();
    long begun = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var all =
          IntStream.range(0, clients)
              .<Future<?>>mapToObj(_ ->
                  threads.submit(() -> {
                    for (int turn = next.getAndIncrement();
                        turn < operations;
                        turn = next.getAndIncrement()) {
                      nanos[turn] = timed(operation, turn);
                    }
                  }))
              .toList();
      for (Future<?> client : all) {
        client.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("An operation failed", failure.getCause());
    }
    long wall = System.nanoTime() - begun;
    Arrays.sort(nanos);
    return new Taken(nanos, wall);
  }

  /// One client that asks a hundred times a second.
  static Taken paced(int operations, IntConsumer operation) {
    var nanos = new long[operations];
    long begun = System.nanoTime();
    for (int turn = 0; turn < operations; turn++) {
      nanos[turn] = timed(operation, turn);
      LockSupport.parkNanos(Math.max(0, PACE - nanos[turn]));
    }
    long wall = System.nanoTime() - begun;
    Arrays.sort(nanos);
    return new Taken(nanos, wall);
  }

  private static long timed(IntConsumer operation, int turn) {
    long before = System.nanoTime();
    operation.accept(turn);
    return System.nanoTime() - before;
  }
}
