package com.klaro.store.telemetry;

import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;

/// Gives the activities of one run what its own header says.
final class HandedOnTrace extends WorkflowInboundCallsInterceptorBase {

  private String traceparent = "";

  HandedOnTrace(WorkflowInboundCallsInterceptor next) {
    super(next);
  }

  @Override
  public void init(WorkflowOutboundCallsInterceptor outbound) {
    super.init(
        new WorkflowOutboundCallsInterceptorBase(outbound) {
          @Override
          public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            return super.executeActivity(
                new ActivityInput<>(
                    input.getActivityName(),
                    input.getResultClass(),
                    input.getResultType(),
                    input.getArgs(),
                    input.getOptions(),
                    TraceHeader.with(input.getHeader(), traceparent)));
          }
        });
  }

  @Override
  public WorkflowOutput execute(WorkflowInput input) {
    traceparent = TraceHeader.read(input.getHeader());
    return super.execute(input);
  }
}
