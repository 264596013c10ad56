package com.klaro.store.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a request has waited for the database so far. A request asks several times (is it known,
/// who is it, do it, keep the answer), and with a deadline for each a frozen Postgres would hold
/// its client for their sum.
public final class DatabaseTime {

  private static final ScopedValue<DatabaseTime> OF_REQUEST = ScopedValue.newInstance();

  private final @Nullable Duration deadline;

  /// Of one thread, as a scoped value is.
  private long spentNanos;

  /// @param deadline null for that of a request
  private DatabaseTime(@Nullable Duration deadline) {
    this.deadline = deadline;
  }

  /// Runs a request whose transactions share one deadline. Outside of one, each has its own.
  public static <T, X extends Throwable> T sharedBy(ScopedValue.CallableOp<T, X> request) throws X {
    return ScopedValue.where(OF_REQUEST, new DatabaseTime(null)).call(request);
  }

  /// Runs what is no request's and may read for longer.
  public static <T, X extends Throwable> T within(
      Duration deadline, ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(OF_REQUEST, new DatabaseTime(deadline)).call(work);
  }

  /// @throws DatabaseUnavailable when the request has too little left
  static Use use(DatabaseSettings settings) {
    DatabaseTime time = OF_REQUEST.isBound() ? OF_REQUEST.get() : new DatabaseTime(null);
    Duration whole = time.deadline == null ? settings.deadline() : time.deadline;
    var use = new Use(time, whole.minusNanos(time.spentNanos), System.nanoTime());
    if (use.allowed.compareTo(settings.least()) < 0) {
      throw new DatabaseUnavailable("The request's time with the database is used up", null);
    }
    return use;
  }

  /// One transaction, from the wait for its connection to its end.
  record Use(DatabaseTime time, Duration allowed, long begunNanos) implements AutoCloseable {

    /// Never negative.
    Duration left() {
      Duration left = allowed.minusNanos(System.nanoTime() - begunNanos);
      return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void close() {
      time.spentNanos += System.nanoTime() - begunNanos;
    }
  }
}
