package com.klaro.workflows.identity;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// From an accepted request to an account, or to nothing: mails once, then waits for completion or
/// the link's end.
@WorkflowInterface
public interface SignupWorkflow {

  @WorkflowMethod(name = IdentityQueue.SIGNUP)
  SignupOutcome run(SignupCommand command);

  /// Sent by the transaction that made the account, through the outbox.
  @SignalMethod(name = IdentityQueue.SIGNUP_COMPLETED)
  void completed();
}
