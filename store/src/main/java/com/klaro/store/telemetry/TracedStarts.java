package com.klaro.store.telemetry;

import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import java.util.function.Supplier;

/// For `WorkflowClientOptions.setInterceptors`: a workflow continues the trace of whoever starts
/// it.
public final class TracedStarts extends WorkflowClientInterceptorBase {

  private final Tracing tracing;

  public TracedStarts(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(
      WorkflowClientCallsInterceptor next) {
    return new WorkflowClientCallsInterceptorBase(next) {
      @Override
      public WorkflowStartOutput start(WorkflowStartInput input) {
        try (Span span = span(input)) {
          return watched(span, () -> super.start(traced(input, span)));
        }
      }

      @Override
      public WorkflowSignalWithStartOutput signalWithStart(WorkflowSignalWithStartInput input) {
        WorkflowStartInput start = input.getWorkflowStartInput();
        try (Span span = span(start)) {
          return watched(
              span,
              () ->
                  super.signalWithStart(
                      new WorkflowSignalWithStartInput(
                          traced(start, span), input.getSignalName(), input.getSignalArguments())));
        }
      }
    };
  }

  private Span span(WorkflowClientCallsInterceptor.WorkflowStartInput input) {
    return tracing
        .call("start " + input.getWorkflowType())
        .put(SpanField.WORKFLOW_ID, input.getWorkflowId());
  }

  private static <T> T watched(Span span, Supplier<T> call) {
    try {
      return call.get();
    } catch (WorkflowExecutionAlreadyStarted known) {
      // What was asked for is there.
      throw known;
    } catch (RuntimeException failure) {
      span.failed(failure);
      throw failure;
    }
  }

  private static WorkflowClientCallsInterceptor.WorkflowStartInput traced(
      WorkflowClientCallsInterceptor.WorkflowStartInput input, Span span) {
    return new WorkflowClientCallsInterceptor.WorkflowStartInput(
        input.getWorkflowId(),
        input.getWorkflowType(),
        TraceHeader.with(input.getHeader(), span.traceparent()),
        input.getArguments(),
        input.getOptions());
  }
}
