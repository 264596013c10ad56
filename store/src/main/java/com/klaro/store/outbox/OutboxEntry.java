package com.klaro.store.outbox;

import com.klaro.store.temporal.WorkflowStart;
import org.jspecify.annotations.Nullable;

/// One message to Temporal. Arguments are contract records that carry ids, never personal data.
public sealed interface OutboxEntry {

  String workflowId();

  /// Starts once: a workflow that already ran under this id counts as success.
  record Start(WorkflowStart start) implements OutboxEntry {
    @Override
    public String workflowId() {
      return start.workflowId();
    }
  }

  /// Signals a running workflow; one that has ended or never was counts as success, for rows are
  /// the truth.
  record Signal(
      String workflowType,
      String workflowId,
      String taskQueue,
      String signalName,
      @Nullable Object argument)
      implements OutboxEntry {}

  /// Signals, and starts the workflow when it is not running.
  record SignalWithStart(WorkflowStart start, String signalName, @Nullable Object argument)
      implements OutboxEntry {
    @Override
    public String workflowId() {
      return start.workflowId();
    }
  }
}
