package com.klaro.store.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Optional;

/// Whether a namespace is there, and knows what starts carry. The latter is asked by searching,
/// which every server lets a client do, Temporal Cloud's too, and which takes the same view as a
/// start.
record NamespaceCheck(WorkflowClient client) {

  /// One line for an operator; empty when there is nothing to do.
  ///
  /// @throws StatusRuntimeException when the server is away or cannot say
  Optional<String> missing() {
    if (!isThere()) {
      return Optional.of(absence());
    }
    List<SearchAttributeKey<?>> missing =
        SearchedBy.ALL.stream().filter(key -> !isKnown(key)).toList();
    return missing.isEmpty() ? Optional.empty() : Optional.of(refusal(missing));
  }

  /// @throws StatusRuntimeException when it does not answer, `NOT_FOUND` when it is not there
  Object described() {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace()).build());
  }

  private boolean isThere() {
    return !isRefused(Status.Code.NOT_FOUND, this::described);
  }

  private boolean isKnown(SearchAttributeKey<?> key) {
    return !isRefused(
        Status.Code.INVALID_ARGUMENT,
        () -> {
          Object _ =
              client
                  .getWorkflowServiceStubs()
                  .blockingStub()
                  .countWorkflowExecutions(
                      CountWorkflowExecutionsRequest.newBuilder()
                          .setNamespace(namespace())
                          .setQuery(SearchedBy.search(key))
                          .build());
        });
  }

  private static boolean isRefused(Status.Code code, Runnable call) {
    try {
      call.run();
      return false;
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() != code) {
        throw refused;
      }
      return true;
    }
  }

  /// The line for a namespace that is not there. A week is as long as a sign-up leaves anything.
  String absence() {
    return "Temporal has no namespace "
        + namespace()
        + ": temporal operator namespace create --address "
        + address()
        + " --namespace "
        + namespace()
        + " --retention 168h";
  }

  private String refusal(List<SearchAttributeKey<?>> missing) {
    return "Temporal's namespace "
        + namespace()
        + " does not know what workflows are searched by: "
        + SearchedBy.command(address(), namespace(), missing);
  }

  private String namespace() {
    return client.getOptions().getNamespace();
  }

  private String address() {
    return client.getWorkflowServiceStubs().getOptions().getTarget();
  }
}
