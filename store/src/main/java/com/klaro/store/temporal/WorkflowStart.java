package com.klaro.store.temporal;

import com.klaro.workflows.tenancy.OfWorkspace;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One start, by business key.
///
/// @param argument a contract record, or the JSON of one
/// @param workspaceId whose turn it takes in the queue, and how operators find it; null for what is
///   nobody's workspace
/// @param slaDueAt when somebody must have acted, for operators' lists
public record WorkflowStart(
    String workflowType,
    String workflowId,
    String taskQueue,
    Object argument,
    @Nullable WorkspaceId workspaceId,
    @Nullable Instant slaDueAt) {

  /// Ids are shown in clear everywhere: an address or a telephone number does not fit in here.
  private static final Pattern ID =
      Pattern.compile("[a-z-]{1,40}(/[a-z-]{1,40}){1,2}(/[a-z0-9-]{1,80})");

  public WorkflowStart {
    checked(workflowId);
  }

  /// @param argument a record of `workflows`; one [OfWorkspace] says by itself whose it is
  public static WorkflowStart of(
      String workflowType, String workflowId, String taskQueue, Object argument) {
    return new WorkflowStart(
        workflowType,
        workflowId,
        taskQueue,
        argument,
        argument instanceof OfWorkspace of ? of.workspaceId() : null,
        null);
  }

  /// The same, for a list of what somebody must have acted on by then.
  public WorkflowStart dueAt(Instant instant) {
    return new WorkflowStart(workflowType, workflowId, taskQueue, argument, workspaceId, instant);
  }

  /// @throws IllegalArgumentException when it is not `feature/kind/key`
  public static String checked(String workflowId) {
    if (!ID.matcher(workflowId).matches()) {
      throw new IllegalArgumentException(
          "A workflow id is feature/kind/key, in lower case, and names nobody");
    }
    return workflowId;
  }

  /// What operators read first: feature and kind.
  String summary() {
    return workflowId.substring(0, workflowId.lastIndexOf('/'));
  }
}
