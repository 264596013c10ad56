package com.klaro.workflows.identity;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// From a wish for another address to a link in both mailboxes, and to nothing once the links' time
/// is over. That they were used is the business of the rows alone: they work with Temporal away.
@WorkflowInterface
public interface EmailChangeWorkflow {

  @WorkflowMethod(name = IdentityQueue.EMAIL_CHANGE)
  EmailChangeOutcome run(EmailChangeCommand command);
}
