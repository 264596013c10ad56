package com.klaro.store.telemetry;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/// A span that is also its thread's current one.
record OtlpSpan(io.opentelemetry.api.trace.Span span, Scope scope) implements Span {

  @SuppressWarnings("MustBeClosedChecker")
  static OtlpSpan begin(Tracer tracer, String name, SpanKind kind, Context parent) {
    var span = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
    return new OtlpSpan(span, parent.with(span).makeCurrent());
  }

  @Override
  public Span put(SpanField field, String value) {
    span.setAttribute(field.key(), SpanField.checked(value));
    return this;
  }

  @Override
  public Span named(String name) {
    span.updateName(name);
    return this;
  }

  @Override
  public void failed(Throwable failure) {
    // No message and no stack: recordException would send both, and a message may hold anything.
    failed(failure.getClass().getSimpleName());
  }

  @Override
  public void failed(String word) {
    span.setStatus(StatusCode.ERROR, SpanField.checked(word));
  }

  @Override
  public String traceparent() {
    return Traceparent.of(span.getSpanContext());
  }

  @Override
  public void close() {
    scope.close();
    span.end();
  }
}
