package com.klaro.store.telemetry;

import org.slf4j.MDC;

/// Fields that log lines carry beside their message. Each holds an id of ours.
public enum LogFields {
  REQUEST_ID("requestId"),
  WORKSPACE_ID("workspaceId"),
  ACCOUNT_ID("accountId"),
  WORKFLOW_ID("workflowId"),
  TRACE_ID("traceId");

  private final String key;

  LogFields(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /// Sets the field for this thread's lines, until the result is closed.
  public MDC.MDCCloseable with(String id) {
    return MDC.putCloseable(key, id);
  }
}
