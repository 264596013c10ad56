package com.klaro.sandbox.temporal;

import com.google.protobuf.util.Durations;
import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.Patience;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import java.time.Duration;

/// How long a namespace keeps workflows that have ended. The command line cannot say it; once told,
/// the server keeps it in its file.
final class Retention {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Retention() {}

  static void ensure(String address, String namespace, Duration retention) {
    UpdateNamespaceRequest wanted =
        UpdateNamespaceRequest.newBuilder()
            .setNamespace(namespace)
            .setConfig(
                NamespaceConfig.newBuilder()
                    .setWorkflowExecutionRetentionTtl(Durations.fromSeconds(retention.toSeconds())))
            .build();
    try (Connection connection = Connection.to(address)) {
      if (!Patience.await(PATIENCE, () -> isTaken(connection, wanted))) {
        throw new CannotStart("Namespace " + namespace + " does not take a retention in time.");
      }
    }
  }

  /// A server on a machine that starts everything at once is slow, and not away.
  private static boolean isTaken(Connection connection, UpdateNamespaceRequest wanted) {
    try {
      var _ = connection.workflowCalls().updateNamespace(wanted);
      return true;
    } catch (StatusRuntimeException late) {
      if (late.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED) {
        throw late;
      }
      return false;
    }
  }
}
