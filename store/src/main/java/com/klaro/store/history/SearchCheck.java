package com.klaro.store.history;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Optional;

/// Whether a namespace knows what starts carry. Asked by searching, which every server lets a
/// client do, Temporal Cloud's too, and which takes the same view as a start.
record SearchCheck(WorkflowClient client) {

  /// One line for an operator; empty when there is nothing to do.
  ///
  /// @throws StatusRuntimeException when the server is away or cannot say
  Optional<String> missing() {
    List<SearchAttributeKey<?>> missing =
        SearchedBy.ALL.stream().filter(key -> !isKnown(key)).toList();
    return missing.isEmpty() ? Optional.empty() : Optional.of(refusal(missing));
  }

  private boolean isKnown(SearchAttributeKey<?> key) {
    try {
      Object _ =
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .countWorkflowExecutions(
                  CountWorkflowExecutionsRequest.newBuilder()
                      .setNamespace(client.getOptions().getNamespace())
                      .setQuery(SearchedBy.search(key))
                      .build());
      return true;
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
        throw refused;
      }
      return false;
    }
  }

  private String refusal(List<SearchAttributeKey<?>> missing) {
    String namespace = client.getOptions().getNamespace();
    String address = client.getWorkflowServiceStubs().getOptions().getTarget();
    return "Temporal's namespace "
        + namespace
        + " does not know what workflows are searched by: "
        + SearchedBy.command(address, namespace, missing);
  }
}
