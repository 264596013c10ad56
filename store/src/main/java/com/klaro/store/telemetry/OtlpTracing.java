package com.klaro.store.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends spans to a collector, in batches, from a thread of its own. A collector that is away costs
/// spans, never requests: the queue is bounded and what does not fit is dropped.
final class OtlpTracing implements Tracing {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private OtlpTracing(SdkTracerProvider provider) {
    this.provider = provider;
    tracer = provider.get("com.klaro");
  }

  static OtlpTracing to(URI endpoint, TelemetrySettings settings, String program, byte[] key) {
    String base = endpoint.toString();
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v1/traces")
            .setTimeout(PATIENCE)
            .setConnectTimeout(PATIENCE)
            .build();
    double share = settings.sampledShare() == null ? 1 : settings.sampledShare();
    return new OtlpTracing(
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.of(AttributeKey.stringKey("service.name"), "klaro-" + program)))
            .setSampler(share < 1 ? new KeptShare(share, key) : Sampler.alwaysOn())
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setScheduleDelay(Duration.ofSeconds(1))
                    .build())
            .build());
  }

  @Override
  public Span entered(String name, @Nullable String traceparent) {
    return OtlpSpan.begin(tracer, name, SpanKind.SERVER, Traceparent.parsed(traceparent));
  }

  @Override
  public Span continued(String name, @Nullable String traceparent) {
    return within(name, SpanKind.CONSUMER, Traceparent.parsed(traceparent));
  }

  @Override
  public Span step(String name) {
    return within(name, SpanKind.INTERNAL, Context.current());
  }

  @Override
  public Span call(String name) {
    return within(name, SpanKind.CLIENT, Context.current());
  }

  private Span within(String name, SpanKind kind, Context parent) {
    return io.opentelemetry.api.trace.Span.fromContext(parent).getSpanContext().isValid()
        ? OtlpSpan.begin(tracer, name, kind, parent)
        : NoTracing.INSTANCE;
  }

  @Override
  public String traceparent() {
    return Traceparent.of(io.opentelemetry.api.trace.Span.current().getSpanContext());
  }

  @Override
  public void close() {
    provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
