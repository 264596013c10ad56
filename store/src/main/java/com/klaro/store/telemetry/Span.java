package com.klaro.store.telemetry;

/// A piece of work that is being timed, until it is closed. It must be closed by the thread that
/// opened it.
public interface Span extends AutoCloseable {

  /// Values that do not look like an id are withheld.
  Span put(SpanField field, String value);

  /// Marks the work as failed; of the failure, only the name of its class is told.
  void failed(Throwable failure);

  /// To pass on to whoever continues the work elsewhere (W3C Trace Context); empty when tracing is
  /// off.
  String traceparent();

  @Override
  void close();
}
