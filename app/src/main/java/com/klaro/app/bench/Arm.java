package com.klaro.app.bench;

import com.klaro.activities.tenancy.TenancyInterceptor;
import com.klaro.store.Store;
import com.klaro.store.outbox.OutboxDispatcher;
import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.TemporalConnection;
import com.klaro.worker.TemporalFloor;
import com.klaro.worker.Worker;
import com.klaro.worker.WorkerSettings;
import com.klaro.worker.identity.IdentityWiring;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupActivities;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupMail;
import com.klaro.workflows.identity.SignupWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorSimpleMaximum;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// One way of running the same workflow: its worker, and what a caller does to start one.
///
/// @param namespace of its own, because the workflow's activities name their queue
/// @param accept starts one and returns its workflow id
/// @param end closes the worker
record Arm(String namespace, Supplier<String> accept, Runnable end) implements AutoCloseable {

  private static final Duration LINK = Duration.ofDays(1);

  @Override
  public void close() {
    end.run();
  }

  /// Only the SDK: default converter, no plugin, no interceptor. Worker and connection have the
  /// options of the house's.
  ///
  /// @param signup what is to be run; called when one is started
  static Arm raw(
      String address,
      String namespace,
      SignupActivities activities,
      Supplier<SignupCommand> signup) {
    var stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setGrpcCompression(GrpcCompression.NONE)
                .build());
    var client =
        WorkflowClient.newInstance(
            stubs, WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
    WorkerSettings settings = WorkerSettings.defaults();
    var factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setWorkflowCacheSize(settings.cachedWorkflows())
                .setUsingVirtualWorkflowThreads(true)
                .build());
    var worker =
        factory.newWorker(
            IdentityQueue.NAME,
            WorkerOptions.newBuilder()
                .setMaxConcurrentWorkflowTaskExecutionSize(settings.workflowSlots())
                .setMaxConcurrentActivityExecutionSize(settings.activitySlots())
                .setMaxConcurrentLocalActivityExecutionSize(settings.activitySlots())
                .setUsingVirtualThreads(true)
                .setUsingVirtualThreadsOnWorkflowWorker(false)
                .setWorkflowTaskPollersBehavior(new PollerBehaviorSimpleMaximum(2))
                .setActivityTaskPollersBehavior(new PollerBehaviorSimpleMaximum(2))
                .build());
    worker.registerWorkflowImplementationTypes(SignupWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities);
    factory.start();
    Supplier<String> accept =
        () -> {
          SignupCommand command = signup.get();
          String id = IdentityQueue.signupWorkflowId(command.signupId());
          var options =
              WorkflowOptions.newBuilder()
                  .setWorkflowId(id)
                  .setTaskQueue(IdentityQueue.NAME)
                  .build();
          client.newUntypedWorkflowStub(IdentityQueue.SIGNUP, options).start(command);
          return id;
        };
    return new Arm(
        namespace,
        accept,
        () -> {
          factory.shutdownNow();
          stubs.shutdownNow();
        });
  }

  /// The house's worker and connection: codec, interceptors, correlation, metrics.
  ///
  /// @param store connected to `namespace`
  static Arm house(
      Store store, String namespace, SignupActivities activities, Supplier<String> accept) {
    var given = store.settings();
    var tenancy = new TenancyInterceptor(store.gate());
    var plugin =
        new KlaroTemporalPlugin(
            "worker", store.codec(), given.meters(), given.tracing(), List.of(tenancy));
    var temporal = TemporalConnection.forWorkers(given.temporal(), plugin);
    var dispatcher =
        new OutboxDispatcher(
            store.database(),
            store.gateway(),
            given.clock(),
            given.random(),
            given.meters(),
            given.tracing());
    var worker =
        new Worker(
            temporal.client(),
            WorkerSettings.defaults(),
            tenancy,
            List.of(IdentityWiring.of(() -> List.of(activities), List.of(), List.of())),
            store.gateway(),
            dispatcher,
            TemporalFloor.ANY);
    worker.start();
    return new Arm(
        namespace,
        accept,
        () -> {
          worker.close();
          temporal.close();
        });
  }

  /// Of a signup that only its workflow knows.
  static SignupCommand command() {
    return command(new SignupId(UUID.randomUUID()));
  }

  static SignupCommand command(SignupId id) {
    return new SignupCommand(id, LINK);
  }

  /// The shape of a signup with an address that has an account: two activities, no waiting.
  static final class NothingToDo implements SignupActivities {
    @Override
    public SignupMail mail(SignupCommand command) {
      return SignupMail.ALREADY_REGISTERED;
    }

    @Override
    public void expire(SignupCommand command) {}
  }
}
