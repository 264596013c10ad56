package com.klaro.store.temporal;

import com.klaro.store.telemetry.SdkMeters;
import com.klaro.store.telemetry.TracedStarts;
import com.klaro.store.telemetry.TracedWork;
import com.klaro.store.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.SimplePlugin;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorSimpleMaximum;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What api, worker and tests must have in common, so that none of them can forget it: codec,
/// correlation, traces, metrics, virtual threads, and an identity that names a program and not a
/// person's machine.
public final class KlaroTemporalPlugin extends SimplePlugin {

  private static final Duration OFF = Duration.ofSeconds(-1);

  private final String program;
  private final DataConverter converter;
  private final SdkMeters metrics;
  private final TracedStarts starts;
  private final WorkerInterceptor[] innermostFirst;

  /// @param program `api`, `worker` …: the identity shown in histories
  /// @param interceptors of workers, outermost first; the one for traces stands before them all
  public KlaroTemporalPlugin(
      String program,
      HistoryCodec codec,
      MeterRegistry meters,
      Tracing tracing,
      List<WorkerInterceptor> interceptors) {
    super("com.klaro");
    this.program = program;
    this.converter = HistoryConverter.with(codec);
    this.starts = new TracedStarts(tracing);
    // The SDK wraps each around those before it, so the last of its list is the outermost.
    this.innermostFirst =
        Stream.concat(interceptors.reversed().stream(), Stream.of(new TracedWork(tracing)))
            .toArray(WorkerInterceptor[]::new);
    this.metrics = new SdkMeters(meters);
  }

  public DataConverter converter() {
    return converter;
  }

  @Override
  public void configureServiceStubs(WorkflowServiceStubsOptions.Builder stubs) {
    stubs.setMetricsScope(metrics);
  }

  @Override
  public void configureWorkflowClient(WorkflowClientOptions.Builder client) {
    client
        .setDataConverter(converter)
        .setContextPropagators(List.of(new Correlation(converter)))
        .setInterceptors(starts)
        .setIdentity("klaro-" + program + "-" + ProcessHandle.current().pid())
        // Our servers do not take them yet, and a refusal costs a warning each minute.
        .setWorkerHeartbeatInterval(OFF);
  }

  @Override
  public void configureWorkerFactory(WorkerFactoryOptions.Builder factory) {
    factory.setUsingVirtualWorkflowThreads(true).setWorkerInterceptors(innermostFirst);
  }

  @Override
  public void configureWorker(String taskQueue, WorkerOptions.Builder worker) {
    worker
        .setUsingVirtualThreads(true)
        // These few never block, and cipher and random generator are kept per thread.
        .setUsingVirtualThreadsOnWorkflowWorker(false)
        // Said aloud, so that a newer server cannot switch on another behaviour.
        .setWorkflowTaskPollersBehavior(new PollerBehaviorSimpleMaximum(2))
        .setActivityTaskPollersBehavior(new PollerBehaviorSimpleMaximum(2));
  }
}
