package com.klaro.worker;

import java.time.Duration;

/// Section `worker` of the configuration.
///
/// @param workflowSlots workflow tasks at once
/// @param activitySlots activities at once, per queue; near the size of the database pools, for
///   most of them write rows
/// @param cachedWorkflows workflows kept in memory, which bounds it: with virtual threads nothing
///   else does
/// @param drain how long a stop waits for what is running; half a minute at most, for the program
///   ends soon after
/// @param adminBind where `WorkerAdmin` listens when the worker is a program by itself; never
///   public
/// @param adminPort its port; 0 is any free one
public record WorkerSettings(
    int workflowSlots,
    int activitySlots,
    int cachedWorkflows,
    Duration drain,
    String adminBind,
    int adminPort) {

  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(30);

  public WorkerSettings {
    if (workflowSlots < 2 || activitySlots < 1 || cachedWorkflows < 1 || drain.isNegative()) {
      throw new IllegalArgumentException(
          "worker: workflowSlots (2 or more), activitySlots, cachedWorkflows, drain");
    }
    if (drain.compareTo(LONGEST_DRAIN) > 0) {
      throw new IllegalArgumentException("worker.drain must be at most " + LONGEST_DRAIN);
    }
    if (adminBind == null || adminBind.isBlank() || adminPort < 0 || adminPort > 65_535) {
      throw new IllegalArgumentException(
          "worker.adminBind and worker.adminPort must be an address");
    }
  }

  public static WorkerSettings defaults() {
    return new WorkerSettings(64, 32, 600, Duration.ofSeconds(10), "127.0.0.1", 8082);
  }
}
