package com.klaro.store.telemetry;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;

/// For `WorkerFactoryOptions.setWorkerInterceptors`: activities are spans of the trace that started their workflow.
///
/// Workflows have none: their code runs again at each replay, and they mostly wait. They only hand the trace on, from their
/// own header, so that nothing depends on a thread or on chance.
public final class TracedWork extends WorkerInterceptorBase {

  private final Tracing tracing;

  public TracedWork(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new HandedOnTrace(next);
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      @Override
      public ActivityOutput execute(ActivityInput input) {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        try (Span span = tracing.entered(info.getActivityType(), TraceHeader.read(input.getHeader()))) {
          span.put(SpanField.ACTIVITY, info.getActivityType())
              .put(SpanField.ATTEMPT, String.valueOf(info.getAttempt()))
              .put(SpanField.QUEUE, info.getActivityTaskQueue())
              .put(SpanField.WORKFLOW_ID, String.valueOf(info.getWorkflowId()));
          try {
            return super.execute(input);
          } catch (RuntimeException | Error failure) {
            span.failed(failure);
            throw failure;
          }
        }
      }
    };
  }
}
