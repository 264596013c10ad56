package com.klaro.store.audit;

import java.util.NoSuchElementException;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/// Reads along in the order of the keys, one row ahead, so that several tables can be followed at
/// the same pace.
final class KeyedCursor<T> implements AutoCloseable {

  private final ResultIterator<Keyed<T>> rows;
  private @Nullable Keyed<T> ahead;

  KeyedCursor(ResultIterator<Keyed<T>> rows) {
    this.rows = rows;
    step();
  }

  /// The key that comes next, or null at the end.
  @Nullable String key() {
    return ahead == null ? null : ahead.key();
  }

  boolean at(String key) {
    return ahead != null && ahead.key().equals(key);
  }

  T peek() {
    if (ahead == null) {
      throw new NoSuchElementException();
    }
    return ahead.value();
  }

  T take() {
    T value = peek();
    step();
    return value;
  }

  private void step() {
    ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {
    rows.close();
  }
}
