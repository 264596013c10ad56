package com.klaro.sandbox.temporal;

import com.klaro.sandbox.process.Patience;
import io.grpc.StatusRuntimeException;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Both services of one server, for the few questions asked while it starts.
record Connection(WorkflowServiceStubs workflows, OperatorServiceStubs operator)
    implements AutoCloseable {
  private static final Duration CALL = Duration.ofSeconds(5);

  static Connection to(String address) {
    return new Connection(
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setRpcTimeout(CALL)
                .validateAndBuildWithDefaults()),
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setRpcTimeout(CALL)
                .validateAndBuildWithDefaults()));
  }

  WorkflowServiceBlockingStub workflowCalls() {
    return workflows.blockingStub();
  }

  OperatorServiceBlockingStub operatorCalls() {
    return operator.blockingStub();
  }

  /// Whether the namespace answered while the server was alive. The server opens its port before it
  /// knows its namespace.
  boolean awaitNamespace(String namespace, Duration limit, BooleanSupplier alive) {
    return Patience.await(limit, () -> !alive.getAsBoolean() || knows(namespace))
        && alive.getAsBoolean();
  }

  private boolean knows(String namespace) {
    try {
      workflowCalls()
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
      return true;
    } catch (StatusRuntimeException _) {
      return false;
    }
  }

  /// The test server in memory names no version.
  boolean isInMemory() {
    return workflowCalls()
        .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
        .getServerVersion()
        .isEmpty();
  }

  @Override
  public void close() {
    workflows.shutdownNow();
    operator.shutdownNow();
  }
}
