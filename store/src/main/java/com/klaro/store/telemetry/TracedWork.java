package com.klaro.store.telemetry;

import com.klaro.workflows.tenancy.WorkspaceCall;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// For `WorkerFactoryOptions.setWorkerInterceptors`: activities are spans of the trace that started
/// their workflow, and their log lines carry its id and those of workflow and workspace. It stands
/// outermost, so that what the other interceptors do belongs to the span.
///
/// Workflows have none: their code runs again at each replay, and they mostly wait. They only hand
/// the trace on, from their own header, so that nothing depends on a thread or on chance.
public final class TracedWork extends WorkerInterceptorBase {

  private static final Logger LOG = LoggerFactory.getLogger(TracedWork.class);

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
      String workflow = String.valueOf(activity.getWorkflowId());
      String workspace = workspace(input.getArguments());
      try (Span span =
              tracing.entered(activity.getActivityType(), TraceHeader.read(input.getHeader()));
          var _ = LogFields.TRACE_ID.with(span.traceId());
          var _ = LogFields.WORKFLOW_ID.with(workflow);
          var _ = LogFields.WORKSPACE_ID.with(workspace)) {
        span.put(SpanField.ACTIVITY, activity.getActivityType())
            .put(SpanField.ATTEMPT, String.valueOf(activity.getAttempt()))
            .put(SpanField.QUEUE, activity.getActivityTaskQueue())
            .put(SpanField.WORKFLOW_ID, workflow);
        if (!workspace.isEmpty()) {
          span.put(SpanField.WORKSPACE_ID, workspace);
        }
        return watched(span, activity, input);
      }
    }

    private ActivityOutput watched(Span span, ActivityInfo activity, ActivityInput input) {
      try {
        ActivityOutput output = super.execute(input);
        // What went well at once is in the workflow's history and in the meters.
        if (activity.getAttempt() > 1) {
          LOG.info("{} done at attempt {}", activity.getActivityType(), activity.getAttempt());
        }
        return output;
      } catch (RuntimeException | Error failure) {
        span.failed(failure);
        // What failed is in the SDK's own line; this one has the ids.
        LOG.warn(
            "{} failed at attempt {}: {}",
            activity.getActivityType(),
            activity.getAttempt(),
            failure.getClass().getSimpleName());
        throw failure;
      }
    }

    /// Of an activity about a workspace the one argument says which; empty for the others.
    private static String workspace(Object[] arguments) {
      return arguments.length == 1 && arguments[0] instanceof WorkspaceCall call
          ? call.workspaceId().toString()
          : "";
    }
  }
}
