package com.klaro.worker;

import java.time.Duration;

/// Section `worker` of the configuration.
///
/// @param workflowSlots workflow tasks at once
/// @param activitySlots activities at once, per queue; near the size of the database pools, for
///   most of them write rows
/// @param cachedWorkflows workflows kept in memory, which bounds it: with virtual threads nothing
///   else does
/// @param drain how long a stop waits for what is running
public record WorkerSettings(
    int workflowSlots, int activitySlots, int cachedWorkflows, Duration drain) {

  public WorkerSettings {
    if (workflowSlots < 2 || activitySlots < 1 || cachedWorkflows < 1 || drain.isNegative()) {
      throw new IllegalArgumentException(
          "worker: workflowSlots (2 or more), activitySlots, cachedWorkflows, drain");
    }
  }

  public static WorkerSettings defaults() {
    return new WorkerSettings(64, 32, 600, Duration.ofSeconds(10));
  }
}
