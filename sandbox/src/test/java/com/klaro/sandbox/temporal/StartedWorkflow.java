package com.klaro.sandbox.temporal;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import java.util.Map;

/// A workflow without a worker, seen with the SDK's own client.
final class StartedWorkflow {
  private StartedWorkflow() {}

  static void start(String address, String namespace, String id, Map<String, String> attributes) {
    try (Connection connection = Connection.to(address)) {
      SearchAttributes.Builder values = SearchAttributes.newBuilder();
      attributes.forEach((name, value) -> values.set(SearchAttributeKey.forKeyword(name), value));
      WorkflowClient client =
          WorkflowClient.newInstance(
              connection.workflows(),
              WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
      WorkflowOptions options =
          WorkflowOptions.newBuilder()
              .setWorkflowId(id)
              .setTaskQueue("nobody")
              .setTypedSearchAttributes(values.build())
              .build();
      client.newUntypedWorkflowStub("Nothing", options).start();
    } catch (WorkflowServiceException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  static boolean isRunning(String address, String namespace, String id) {
    try (Connection connection = Connection.to(address)) {
      return connection
              .workflowCalls()
              .describeWorkflowExecution(
                  DescribeWorkflowExecutionRequest.newBuilder()
                      .setNamespace(namespace)
                      .setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                      .build())
              .getWorkflowExecutionInfo()
              .getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }
  }
}
