package com.klaro.store.telemetry;

import org.jspecify.annotations.Nullable;

/// Where a request spends its time: from HTTP through workflow and activity to the transaction.
///
/// Off unless configuration names a collector. Off means that no class of OpenTelemetry is loaded
/// and no thread runs; the calls stay and do nothing.
public sealed interface Tracing extends AutoCloseable permits NoTracing, OtlpTracing {

  /// @param program such as `api`; the name under which its spans appear
  /// @param key decides, with a trace's id, whether it is kept (`KeptShare`); the same in all
  ///   programs of an installation, so that they agree
  static Tracing of(TelemetrySettings settings, String program, byte[] key) {
    return settings.otlpEndpoint() == null
        ? off()
        : OtlpTracing.to(settings.otlpEndpoint(), settings, program, key);
  }

  static Tracing off() {
    return NoTracing.INSTANCE;
  }

  /// Work that came in from elsewhere: a request, an activity task.
  ///
  /// @param name from the code, never from the caller: a route, an activity type
  /// @param traceparent what the caller sent; ignored when malformed
  Span entered(String name, @Nullable String traceparent);

  /// Work that was left for later, when its turn has come. Nothing when it belongs to no trace.
  ///
  /// @param traceparent of whoever left it; null or empty for nobody's
  Span continued(String name, @Nullable String traceparent);

  /// A step of the work that this thread is doing. Nothing when the thread is in no trace: what
  /// polls all day would fill the collector.
  Span step(String name);

  /// The same, with the other side of a connection: a call to a provider, a transaction, the start
  /// of a workflow.
  Span call(String name);

  /// What this thread is doing now, to be passed on; empty when nothing, or when tracing is off.
  String traceparent();

  /// Sends what is left, within a few seconds.
  @Override
  void close();
}
