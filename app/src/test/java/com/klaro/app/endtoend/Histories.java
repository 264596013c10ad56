package com.klaro.app.endtoend;

import com.google.protobuf.util.JsonFormat;
import com.klaro.app.RunFile;
import io.temporal.api.common.v1.WorkflowExecution;
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
    var options =
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(runFile.temporalAddress())
            .validateAndBuildWithDefaults();
    return new Histories(
        WorkflowServiceStubs.newServiceStubs(options), runFile.temporalNamespace());
  }

  /// By workflow id: its description with search attributes and memo, and its history, both as
  /// bytes and as JSON.
  Map<String, byte[]> all() throws IOException {
    var found = new TreeMap<String, byte[]>();
    var list =
        stubs
            .blockingStub()
            .listWorkflowExecutions(
                ListWorkflowExecutionsRequest.newBuilder().setNamespace(namespace).build());
    for (WorkflowExecutionInfo info : list.getExecutionsList()) {
      var history =
          stubs
              .blockingStub()
              .getWorkflowExecutionHistory(request(info.getExecution()))
              .getHistory();
      var bytes = new ByteArrayOutputStream();
      info.writeTo(bytes);
      history.writeTo(bytes);
      bytes.write(JsonFormat.printer().print(info).getBytes(StandardCharsets.UTF_8));
      bytes.write(JsonFormat.printer().print(history).getBytes(StandardCharsets.UTF_8));
      found.put(info.getExecution().getWorkflowId(), bytes.toByteArray());
    }
    return found;
  }

  /// Of the newest run.
  List<HistoryEvent> events(String workflowId) {
    return stubs
        .blockingStub()
        .getWorkflowExecutionHistory(
            request(WorkflowExecution.newBuilder().setWorkflowId(workflowId).build()))
        .getHistory()
        .getEventsList();
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
