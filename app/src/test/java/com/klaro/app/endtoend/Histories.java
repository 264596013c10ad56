package com.klaro.app.endtoend;

import com.google.protobuf.util.JsonFormat;
import com.klaro.app.RunFile;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every workflow as the server has it, read by somebody without the codec's keys.
record Histories(WorkflowServiceStubs stubs, String namespace) implements AutoCloseable {
  static Histories of(RunFile runFile) {
    return at(runFile.temporalAddress(), runFile.temporalNamespace());
  }

  static Histories at(String address, String namespace) {
    var options =
        WorkflowServiceStubsOptions.newBuilder().setTarget(address).validateAndBuildWithDefaults();
    return new Histories(WorkflowServiceStubs.newServiceStubs(options), namespace);
  }

  /// By workflow id: its description with search attributes and memo, and its history, both as
  /// bytes and as JSON.
  Map<String, byte[]> all() throws IOException {
    var found = new TreeMap<String, byte[]>();
    for (WorkflowExecutionInfo info : list()) {
      History history;
      try {
        history = history(info.getExecution());
      } catch (StatusRuntimeException gone) {
        if (isProbe(info) && gone.getStatus().getCode() == Status.Code.NOT_FOUND) {
          continue;
        }
        throw gone;
      }
      var bytes = new ByteArrayOutputStream();
      info.writeTo(bytes);
      history.writeTo(bytes);
      bytes.write(JsonFormat.printer().print(info).getBytes(StandardCharsets.UTF_8));
      bytes.write(JsonFormat.printer().print(history).getBytes(StandardCharsets.UTF_8));
      found.put(info.getExecution().getWorkflowId(), bytes.toByteArray());
    }
    return found;
  }

  List<String> ids() {
    return list().stream().map(info -> info.getExecution().getWorkflowId()).toList();
  }

  private List<WorkflowExecutionInfo> list() {
    return stubs
        .blockingStub()
        .listWorkflowExecutions(
            ListWorkflowExecutionsRequest.newBuilder().setNamespace(namespace).build())
        .getExecutionsList();
  }

  /// Of the newest run.
  List<HistoryEvent> events(String workflowId) {
    return history(WorkflowExecution.newBuilder().setWorkflowId(workflowId).build())
        .getEventsList();
  }

  private History history(WorkflowExecution execution) {
    return stubs.blockingStub().getWorkflowExecutionHistory(request(execution)).getHistory();
  }

  /// What a start of the development server asks with and deletes: lists have it for a while when
  /// it is gone already.
  private static boolean isProbe(WorkflowExecutionInfo info) {
    return info.getExecution().getWorkflowId().startsWith("sandbox-probe/");
  }

  private GetWorkflowExecutionHistoryRequest request(WorkflowExecution execution) {
    return GetWorkflowExecutionHistoryRequest.newBuilder()
        .setNamespace(namespace)
        .setExecution(execution)
        .build();
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
