package com.klaro.sandbox.temporal;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.SearchAttributes;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import java.util.Map;
import java.util.UUID;

/// A workflow nobody works on, started only to see whether a start with these attributes is taken,
/// then removed. Not for the test server in memory, which keeps a broken ghost of a refused start.
record Probe(Connection connection, String namespace, Map<String, IndexedValueType> attributes) {
  private static final String NAME = "sandbox-probe";

  boolean isAccepted() {
    WorkflowExecution.Builder probe =
        WorkflowExecution.newBuilder().setWorkflowId(NAME + "/" + UUID.randomUUID());
    try {
      probe.setRunId(
          connection
              .workflowCalls()
              .startWorkflowExecution(start(probe.getWorkflowId()))
              .getRunId());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
        return false;
      }
      throw e;
    }
    remove(probe.build());
    return true;
  }

  private StartWorkflowExecutionRequest start(String id) {
    SearchAttributes.Builder values = SearchAttributes.newBuilder();
    attributes.forEach((name, type) -> values.putIndexedFields(name, sample(type)));
    return StartWorkflowExecutionRequest.newBuilder()
        .setNamespace(namespace)
        .setWorkflowId(id)
        .setRequestId(id)
        .setWorkflowType(WorkflowType.newBuilder().setName(NAME))
        .setTaskQueue(TaskQueue.newBuilder().setName(NAME))
        .setSearchAttributes(values)
        .build();
  }

  private static Payload sample(IndexedValueType type) {
    String json =
        switch (type) {
          case INDEXED_VALUE_TYPE_INT -> "0";
          case INDEXED_VALUE_TYPE_DOUBLE -> "0.5";
          case INDEXED_VALUE_TYPE_BOOL -> "false";
          case INDEXED_VALUE_TYPE_DATETIME -> "\"2026-01-01T00:00:00Z\"";
          case INDEXED_VALUE_TYPE_KEYWORD_LIST -> "[\"probe\"]";
          case INDEXED_VALUE_TYPE_TEXT, INDEXED_VALUE_TYPE_KEYWORD -> "\"probe\"";
          case INDEXED_VALUE_TYPE_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalArgumentException("a search attribute needs a type");
        };
    return Payload.newBuilder()
        .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
        .setData(ByteString.copyFromUtf8(json))
        .build();
  }

  private void remove(WorkflowExecution probe) {
    connection
        .workflowCalls()
        .terminateWorkflowExecution(
            TerminateWorkflowExecutionRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowExecution(probe)
                .setReason("search attributes are known")
                .build());
    connection
        .workflowCalls()
        .deleteWorkflowExecution(
            DeleteWorkflowExecutionRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowExecution(probe)
                .build());
  }
}
