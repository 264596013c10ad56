package com.klaro.workflows.identity;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// Tells the owner of an account what was done with it (ASVS 6.3.7).
@WorkflowInterface
public interface NoticeWorkflow {

  @WorkflowMethod(name = IdentityQueue.NOTICE)
  NoticeOutcome run(NoticeCommand command);
}
