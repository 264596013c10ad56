package com.klaro.api.audit;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.io.Closeable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// Bounds how many exports are written at once. Each holds a connection to Postgres outside the
/// pools, for as long as its reader takes; without a bound a few slow readers would leave none for
/// anybody.
final class RunningExports {

  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final int most;
  private final Set<WorkspaceId> running = new HashSet<>();

  /// @param most in this process; one per workspace, so that none takes every place
  RunningExports(int most) {
    this.most = most;
  }

  /// @return closed when the export has ended, however it did; twice is once
  /// @throws Problem `overloaded`
  synchronized Closeable begin(WorkspaceId workspaceId) {
    if (running.size() >= most || !running.add(workspaceId)) {
      throw Problem.of(ProblemType.OVERLOADED)
          .withDetail("As many exports as may run at once are being written.")
          .withRetryAfter(AGAIN);
    }
    var ended = new AtomicBoolean();
    return () -> {
      if (!ended.getAndSet(true)) {
        end(workspaceId);
      }
    };
  }

  private synchronized void end(WorkspaceId workspaceId) {
    running.remove(workspaceId);
  }
}
