package com.klaro.worker;

/// Where a worker is in its day.
public enum Shift {
  /// Temporal has not been there yet, too old, without the namespace or without what workflows are
  /// searched by; the worker takes up its work when it is.
  WAITING_FOR_TEMPORAL,
  ON,
  OVER
}
