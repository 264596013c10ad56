package com.klaro.store.telemetry;

import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;

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
          return super.start(traced(input, span));
        }
      }

      @Override
      public WorkflowSignalWithStartOutput signalWithStart(WorkflowSignalWithStartInput input) {
        WorkflowStartInput start = input.getWorkflowStartInput();
        try (Span span = span(start)) {
          return super.signalWithStart(
              new WorkflowSignalWithStartInput(
                  traced(start, span), input.getSignalName(), input.getSignalArguments()));
        }
      }
    };
  }

  private Span span(WorkflowClientCallsInterceptor.WorkflowStartInput input) {
    return tracing
        .call("start " + input.getWorkflowType())
        .put(SpanField.WORKFLOW_ID, input.getWorkflowId());
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
