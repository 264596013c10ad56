package com.klaro.store.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.store.temporal.Correlation;
import com.klaro.store.temporal.HistoryConverter;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a message says, as JSON by the rules of histories: contract records, hence ids.
///
/// @param workspaceId for the queue's fairness and the operators' search
/// @param slaDueAt for the operators' lists
/// @param correlation ids of the request that wrote the row, for log lines of what follows from it
/// @param traceparent of the step that wrote the row, whose trace goes on when it is sent; absent
///   when there was none
record OutboxArguments(
    @Nullable JsonNode start,
    @Nullable JsonNode signal,
    @Nullable WorkspaceId workspaceId,
    @Nullable Instant slaDueAt,
    @Nullable Map<String, String> correlation,
    @Nullable String traceparent) {

  private static final ObjectMapper JSON = HistoryConverter.mapper();

  /// @param traceparent empty for none
  static OutboxArguments of(
      @Nullable WorkflowStart start, @Nullable Object signal, String traceparent) {
    return new OutboxArguments(
        start == null ? null : node(start.argument()),
        node(signal),
        start == null ? null : start.workspaceId(),
        start == null ? null : start.slaDueAt(),
        Correlation.current(),
        traceparent.isEmpty() ? null : traceparent);
  }

  private static @Nullable JsonNode node(@Nullable Object argument) {
    return argument == null ? null : JSON.valueToTree(argument);
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Not a contract record", impossible);
    }
  }

  static OutboxArguments parse(String json) {
    try {
      return JSON.readValue(json, OutboxArguments.class);
    } catch (JsonProcessingException changed) {
      // The cause would quote the row.
      throw new IllegalStateException(
          "An outbox row cannot be read at " + changed.getLocation().offsetDescription());
    }
  }
}
