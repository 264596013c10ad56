package com.klaro.store.telemetry;

/// A piece of work that is being timed, until it is closed. It must be closed by the thread that
/// opened it.
public interface Span extends AutoCloseable {

  /// Values that do not look like an id are withheld.
  Span put(SpanField field, String value);

  /// Renames it, for work whose name is known only after it has begun.
  ///
  /// @param name from the code, never from the caller
  Span named(String name);

  /// Marks the work as failed; of the failure, only the name of its class is told.
  void failed(Throwable failure);

  /// The same where no exception says it.
  ///
  /// @param word from the code, such as a status
  void failed(String word);

  /// To pass on to whoever continues the work elsewhere (W3C Trace Context); empty when tracing is
  /// off.
  String traceparent();

  /// The id that all spans of the trace share, for log lines; empty when tracing is off.
  default String traceId() {
    String whole = traceparent();
    return whole.isEmpty() ? "" : whole.substring(3, 35);
  }

  @Override
  void close();
}
