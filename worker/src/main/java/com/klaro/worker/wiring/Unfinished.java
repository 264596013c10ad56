package com.klaro.worker.wiring;

import com.klaro.store.temporal.WorkflowStart;
import java.util.List;

/// Rows of one kind that say themselves that a workflow must end them.
@FunctionalInterface
public interface Unfinished {

  /// One for each such row, whether or not its workflow is there: what runs is left alone. A
  /// workflow that starts anew must do nothing again that its row says is done.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  List<WorkflowStart> starts();
}
