package com.klaro.store.outbox;

import org.jspecify.annotations.Nullable;

/// One message to Temporal. Arguments are contract records that carry ids, never personal data.
public sealed interface OutboxEntry {

  String workflowId();

  /// Starts once: a workflow that already ran under this id counts as success.
  record Start(String workflowType, String workflowId, String taskQueue, Object argument)
      implements OutboxEntry {}

  /// Signals a running workflow; one that has ended or never was counts as success, for rows are
  /// the truth.
  record Signal(
      String workflowType,
      String workflowId,
      String taskQueue,
      String signalName,
      @Nullable Object argument)
      implements OutboxEntry {}

  /// Signals, and starts the workflow with `startArgument` when it is not running.
  record SignalWithStart(
      String workflowType,
      String workflowId,
      String taskQueue,
      Object startArgument,
      String signalName,
      @Nullable Object signalArgument)
      implements OutboxEntry {}
}
