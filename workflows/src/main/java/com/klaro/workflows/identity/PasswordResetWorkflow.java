package com.klaro.workflows.identity;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// From an accepted request to a link, and to nothing once the link's time is over. That the link
/// was used is the business of the rows alone: it works with Temporal away.
@WorkflowInterface
public interface PasswordResetWorkflow {

  @WorkflowMethod(name = IdentityQueue.PASSWORD_RESET)
  PasswordResetOutcome run(PasswordResetCommand command);
}
