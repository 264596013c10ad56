package com.klaro.workflows.identity;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// The last mail to somebody whose account is gone, and then nothing of them. All else went in the
/// transaction that deleted it.
@WorkflowInterface
public interface AccountDeletionWorkflow {

  /// @return whether the farewell was handed to the mail server
  @WorkflowMethod(name = IdentityQueue.ACCOUNT_DELETION)
  boolean run(AccountDeletionCommand command);
}
