package com.klaro.app.bench;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;

/// Watches workflows end, the same way for every side: on a connection of its own and without
/// reading any payload. The times are the server's, which runs on the same clock.
final class Closings implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WorkflowServiceStubs stubs;

  private Closings(WorkflowServiceStubs stubs) {
    this.stubs = stubs;
  }

  static Closings on(String address) {
    return new Closings(
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build()));
  }

  record Times(Instant started, Instant closed) {}

  void register(String namespace) {
    Object _ =
        stubs
            .blockingStub()
            .registerNamespace(
                RegisterNamespaceRequest.newBuilder()
                    .setNamespace(namespace)
                    .setWorkflowExecutionRetentionPeriod(
                        com.google.protobuf.Duration.newBuilder().setSeconds(86_400))
                    .build());
  }

  /// Returns when the workflow has ended; it may not even be there yet.
  Times await(String namespace, String workflowId) {
    var execution = WorkflowExecution.newBuilder().setWorkflowId(workflowId).build();
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      if (hasEnded(namespace, execution)) {
        var info =
            stubs
                .blockingStub()
                .describeWorkflowExecution(
                    DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution)
                        .build())
                .getWorkflowExecutionInfo();
        return new Times(instant(info.getStartTime()), instant(info.getCloseTime()));
      }
    }
    throw new IllegalStateException("A workflow did not end within " + PATIENCE.toSeconds() + " s");
  }

  private boolean hasEnded(String namespace, WorkflowExecution execution) {
    try {
      return stubs
              .blockingStub()
              .withDeadlineAfter(PATIENCE)
              .getWorkflowExecutionHistory(
                  GetWorkflowExecutionHistoryRequest.newBuilder()
                      .setNamespace(namespace)
                      .setExecution(execution)
                      .setWaitNewEvent(true)
                      .setHistoryEventFilterType(
                          HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
                      .build())
              .getHistory()
              .getEventsCount()
          > 0;
    } catch (StatusRuntimeException failure) {
      if (failure.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw failure;
      }
      pause();
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
