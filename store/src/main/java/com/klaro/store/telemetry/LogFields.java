package com.klaro.store.telemetry;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Fields that log lines carry beside their message. Each holds an id or a word of ours.
public enum LogFields {
  REQUEST_ID("requestId"),
  WORKSPACE_ID("workspaceId"),
  WORKFLOW_ID("workflowId"),
  TRACE_ID("traceId"),
  /// Who is signed in, or whose credentials were tried.
  ACCOUNT_ID("accountId"),
  /// Tells the sender's block of addresses from others, and does not say which it is.
  CLIENT("client"),
  OUTCOME("outcome");

  private final String key;

  LogFields(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /// Sets the field for this thread's lines, until the result is closed; then it is what it was
  /// before. A value that does not look like an id is withheld.
  ///
  /// @param id null or empty changes nothing
  public Held with(@Nullable String id) {
    if (id == null || id.isEmpty()) {
      return () -> {};
    }
    @Nullable String before = MDC.get(key);
    set(id);
    return () -> {
      if (before == null) {
        clear();
      } else {
        MDC.put(key, before);
      }
    };
  }

  /// For a field that becomes known in the middle of work whose end somebody else sees, and clears.
  public void set(String id) {
    MDC.put(key, SpanField.checked(id));
  }

  /// As [#set], in a request only, whose end clears it; the first that becomes known stays.
  public void found(String id) {
    if (MDC.get(REQUEST_ID.key) != null && MDC.get(key) == null) {
      set(id);
    }
  }

  public void clear() {
    MDC.remove(key);
  }

  /// A field that is set.
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
