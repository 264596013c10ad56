package com.klaro.store.temporal;

import com.klaro.store.telemetry.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.List;

/// The SDK's test environments with the product's plugin, so that a test meets the payloads, the
/// interceptors and the threads that a program meets. Tests get them here and nowhere else;
/// `SourcesTest` looks.
public final class TestTemporal {

  private TestTemporal() {}

  /// Traces nothing.
  public static KlaroTemporalPlugin plugin(WorkerInterceptor... interceptors) {
    return plugin(Tracing.off(), interceptors);
  }

  public static KlaroTemporalPlugin plugin(Tracing tracing, WorkerInterceptor... interceptors) {
    return new KlaroTemporalPlugin(
        "test", TestKeys.codec(1), new SimpleMeterRegistry(), tracing, List.of(interceptors));
  }

  /// A server that skips time.
  public static TestWorkflowEnvironment workflows(KlaroTemporalPlugin plugin) {
    return TestWorkflowEnvironment.newInstance(options(plugin));
  }

  public static Worker worker(
      TestWorkflowEnvironment environment, KlaroTemporalPlugin plugin, String taskQueue) {
    var options = WorkerOptions.newBuilder();
    plugin.configureWorker(taskQueue, options);
    return environment.newWorker(taskQueue, options.build());
  }

  /// Activities without a workflow.
  public static TestActivityEnvironment activities(KlaroTemporalPlugin plugin) {
    return TestActivityEnvironment.newInstance(options(plugin));
  }

  /// What the plugin would configure if these environments asked it. The one for activities asks no
  /// plugin; the other skips time with an interceptor that the plugin's own would replace.
  private static TestEnvironmentOptions options(KlaroTemporalPlugin plugin) {
    var client = WorkflowClientOptions.newBuilder();
    plugin.configureWorkflowClient(client);
    var factory = WorkerFactoryOptions.newBuilder();
    plugin.configureWorkerFactory(factory);
    return TestEnvironmentOptions.newBuilder()
        .setWorkflowClientOptions(client.build())
        .setWorkerFactoryOptions(factory.build())
        .build();
  }
}
