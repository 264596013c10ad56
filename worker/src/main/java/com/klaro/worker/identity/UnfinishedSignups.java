package com.klaro.worker.identity;

import com.klaro.store.temporal.WorkflowStart;
import com.klaro.worker.wiring.Unfinished;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Open signups. What was mailed is a column, and is not mailed again.
///
/// @param open signups that are neither completed nor gone
/// @param linkLife a restarted workflow waits that long from now on; the links keep the end they
///   were mailed with
public record UnfinishedSignups(Supplier<List<SignupId>> open, Duration linkLife)
    implements Unfinished {

  @Override
  public List<WorkflowStart> starts() {
    return open.get().stream().map(this::start).toList();
  }

  private WorkflowStart start(SignupId signup) {
    return WorkflowStart.of(
        IdentityQueue.SIGNUP,
        IdentityQueue.signupWorkflowId(signup),
        IdentityQueue.NAME,
        new SignupCommand(signup, linkLife));
  }
}
