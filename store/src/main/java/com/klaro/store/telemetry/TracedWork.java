package com.klaro.store.telemetry;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// For `WorkerFactoryOptions.setWorkerInterceptors`: activities are spans of the trace that started
/// their workflow.
///
/// Workflows have none: their code runs again at each replay, and they mostly wait. They only hand
/// the trace on, from their own header, so that nothing depends on a thread or on chance.
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
    return new TracedActivity(next);
  }

  private final class TracedActivity extends ActivityInboundCallsInterceptorBase {

    /// Given before the first call; the static one exists only further inside.
    private @Nullable ActivityInfo info;

    TracedActivity(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      info = context.getInfo();
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      ActivityInfo activity = Objects.requireNonNull(info);
      try (Span span =
          tracing.entered(activity.getActivityType(), TraceHeader.read(input.getHeader()))) {
        span.put(SpanField.ACTIVITY, activity.getActivityType())
            .put(SpanField.ATTEMPT, String.valueOf(activity.getAttempt()))
            .put(SpanField.QUEUE, activity.getActivityTaskQueue())
            .put(SpanField.WORKFLOW_ID, String.valueOf(activity.getWorkflowId()));
        try {
          return super.execute(input);
        } catch (RuntimeException | Error failure) {
          span.failed(failure);
          throw failure;
        }
      }
    }
  }
}
