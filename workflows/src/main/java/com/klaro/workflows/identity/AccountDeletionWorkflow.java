package com.klaro.workflows.identity;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// The last mail to somebody whose account is gone, and then nothing of them. All else went in the
/// transaction that deleted it.
@WorkflowInterface
public interface AccountDeletionWorkflow {

  @WorkflowMethod(name = IdentityQueue.ACCOUNT_DELETION)
  FarewellOutcome run(AccountDeletionCommand command);
}
