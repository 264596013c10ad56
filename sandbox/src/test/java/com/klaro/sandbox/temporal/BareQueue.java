package com.klaro.sandbox.temporal;

import com.google.protobuf.util.Durations;
import io.temporal.api.command.v1.Command;
import io.temporal.api.command.v1.ScheduleActivityTaskCommandAttributes;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.common.v1.Priority;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.ListTaskQueuePartitionsRequest;
import io.temporal.api.workflowservice.v1.ListTaskQueuePartitionsResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import java.util.UUID;

/// A task queue that no worker of the SDK stands at: what the server hands out, one by one.
record BareQueue(Connection connection, String namespace, String name) {

  /// @param owner whose turn is weighed against that of others; empty for nobody's
  void start(String id, String owner) {
    connection
        .workflowCalls()
        .startWorkflowExecution(
            StartWorkflowExecutionRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowId(id)
                .setRequestId(UUID.randomUUID().toString())
                .setWorkflowType(WorkflowType.newBuilder().setName("Nothing"))
                .setTaskQueue(queue())
                .setPriority(Priority.newBuilder().setFairnessKey(owner))
                .build());
  }

  /// Waits for it.
  PollWorkflowTaskQueueResponse next() {
    return connection
        .workflowCalls()
        .pollWorkflowTaskQueue(
            PollWorkflowTaskQueueRequest.newBuilder()
                .setNamespace(namespace)
                .setTaskQueue(queue())
                .setIdentity("test")
                .build());
  }

  /// Answers a task with one step that the asker would do itself at once.
  ///
  /// @return how many steps came back with the answer
  int offersToDoAStep(PollWorkflowTaskQueueResponse task) {
    var step =
        ScheduleActivityTaskCommandAttributes.newBuilder()
            .setActivityId("step")
            .setActivityType(ActivityType.newBuilder().setName("Step"))
            .setTaskQueue(queue())
            .setRequestEagerExecution(true)
            .setScheduleToCloseTimeout(Durations.fromSeconds(10));
    return connection
        .workflowCalls()
        .respondWorkflowTaskCompleted(
            RespondWorkflowTaskCompletedRequest.newBuilder()
                .setNamespace(namespace)
                .setTaskToken(task.getTaskToken())
                .addCommands(
                    Command.newBuilder()
                        .setCommandType(CommandType.COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK)
                        .setScheduleActivityTaskCommandAttributes(step))
                .build())
        .getActivityTasksCount();
  }

  /// Where the server writes what it will hand out.
  ListTaskQueuePartitionsResponse partitions() {
    return connection
        .workflowCalls()
        .listTaskQueuePartitions(
            ListTaskQueuePartitionsRequest.newBuilder()
                .setNamespace(namespace)
                .setTaskQueue(queue())
                .build());
  }

  private TaskQueue.Builder queue() {
    return TaskQueue.newBuilder().setName(name);
  }
}
