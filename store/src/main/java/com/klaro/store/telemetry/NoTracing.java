package com.klaro.store.telemetry;

import org.jspecify.annotations.Nullable;

/// Names no class of OpenTelemetry, so that none is loaded.
enum NoTracing implements Tracing, Span {
  INSTANCE;

  @Override
  public Span entered(String name, @Nullable String traceparent) {
    return this;
  }

  @Override
  public Span continued(String name, @Nullable String traceparent) {
    return this;
  }

  @Override
  public Span step(String name) {
    return this;
  }

  @Override
  public Span call(String name) {
    return this;
  }

  @Override
  public Span put(SpanField field, String value) {
    return this;
  }

  @Override
  public Span named(String name) {
    return this;
  }

  @Override
  public void failed(Throwable failure) {}

  @Override
  public void failed(String word) {}

  @Override
  public String traceparent() {
    return "";
  }

  @Override
  public void close() {}
}
