package com.klaro.worker;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Histories that a test just made: replayed, and written to `klaro.histories` when a new release
/// records its own.
public record Recorded(TestWorkflowEnvironment temporal, io.temporal.worker.Worker worker) {

  /// @return how many events it has
  public int events(String workflowId, String name) throws IOException {
    WorkflowExecutionHistory history = history(workflowId);
    String target = System.getProperty("klaro.histories", "");
    if (!target.isEmpty()) {
      Files.writeString(Path.of(target, name + ".json"), history.toJson(true));
    }
    try {
      WorkflowReplayer.replayWorkflowExecution(history, worker);
    } catch (Exception changed) {
      throw new AssertionError("The workflow no longer takes the recorded path", changed);
    }
    return history.getEvents().size();
  }

  /// By the events: the server's own clock runs on once nothing holds it.
  public Duration lasted(String workflowId) {
    List<HistoryEvent> events = history(workflowId).getEvents();
    return Duration.ofSeconds(
        events.getLast().getEventTime().getSeconds()
            - events.getFirst().getEventTime().getSeconds());
  }

  private WorkflowExecutionHistory history(String workflowId) {
    return temporal.getWorkflowClient().fetchHistory(workflowId);
  }
}
