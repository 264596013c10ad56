package com.klaro.store.identity;

import com.klaro.store.temporal.WorkflowStart;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import java.time.Duration;

/// The workflows of this feature, as they are started: the first time and by recovery alike.
public final class IdentityStarts {

  private IdentityStarts() {}

  /// @param linkLife when started again, the workflow waits that long from then on; the links keep
  ///   the end they were mailed with
  public static WorkflowStart signup(SignupId signup, Duration linkLife) {
    return WorkflowStart.of(
        IdentityQueue.SIGNUP,
        IdentityQueue.signupWorkflowId(signup),
        IdentityQueue.NAME,
        new SignupCommand(signup, linkLife));
  }
}
