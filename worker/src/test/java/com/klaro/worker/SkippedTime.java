package com.klaro.worker;

import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.TestTemporal;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The workflows of one queue on a server that skips time, over the activities that a test wrote.
/// Each test has one of its own, which ends with it.
public record SkippedTime(
    String queue, TestWorkflowEnvironment server, io.temporal.worker.Worker worker)
    implements AfterEachCallback {

  public static SkippedTime on(String queue, Class<?>... workflows) {
    KlaroTemporalPlugin plugin = TestTemporal.plugin();
    TestWorkflowEnvironment server = TestTemporal.workflows(plugin);
    io.temporal.worker.Worker worker = TestTemporal.worker(server, plugin, queue);
    worker.registerWorkflowImplementationTypes(workflows);
    return new SkippedTime(queue, server, worker);
  }

  public SkippedTime with(Object... activities) {
    worker.registerActivitiesImplementations(activities);
    return this;
  }

  /// Nobody works on it before `start`.
  public WorkflowStub accepted(String type, String id, Object command) {
    WorkflowStub stub =
        server
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                type, WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(queue).build());
    var _ = stub.start(command);
    return stub;
  }

  public void start() {
    server.start();
  }

  public WorkflowStub begun(String type, String id, Object command) {
    WorkflowStub stub = accepted(type, id, command);
    start();
    return stub;
  }

  /// How long it took, by its history.
  public Duration lasted(String id) {
    return new Recorded(server, worker).lasted(id);
  }

  /// Replays its history, and writes it under this name where one is recorded.
  ///
  /// @return how many events it has
  public int events(String id, String name) throws IOException {
    return new Recorded(server, worker).events(id, name);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    server.close();
  }
}
