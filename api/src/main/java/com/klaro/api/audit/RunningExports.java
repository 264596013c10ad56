package com.klaro.api.audit;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Id;
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
  private final Set<Id> subjects = new HashSet<>();
  private final Set<AccountId> readers = new HashSet<>();

  /// @param most in this process; one per workspace and per account, so that none takes every place
  RunningExports(int most) {
    this.most = most;
  }

  /// @param subject the workspace or account that is exported
  /// @return closed when the export has ended, however it did; twice is once
  /// @throws Problem `overloaded`
  synchronized Closeable begin(Id subject, AccountId reader) {
    if (subjects.size() >= most || subjects.contains(subject) || readers.contains(reader)) {
      throw Problem.of(ProblemType.OVERLOADED)
          .withDetail("As many exports as may run at once are being written.")
          .withRetryAfter(AGAIN);
    }
    subjects.add(subject);
    readers.add(reader);
    var ended = new AtomicBoolean();
    return () -> {
      if (!ended.getAndSet(true)) {
        end(subject, reader);
      }
    };
  }

  private synchronized void end(Id subject, AccountId reader) {
    subjects.remove(subject);
    readers.remove(reader);
  }
}
