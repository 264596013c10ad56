package com.klaro.store.telemetry;

import java.util.regex.Pattern;

/// All that a span may say, under OpenTelemetry's names where it has one. Whoever wants to say more
/// adds a line here, where it is seen.
public enum SpanField {
  REQUEST_ID("klaro.request.id"),
  WORKSPACE_ID("klaro.workspace.id"),
  METHOD("http.request.method"),
  /// The pattern, `/v1/workspaces/{workspaceId}`, never the path.
  ROUTE("http.route"),
  STATUS("http.response.status_code"),
  DATABASE_ROLE("klaro.database.role"),
  WORKFLOW_ID("temporal.workflow.id"),
  ACTIVITY("temporal.activity.type"),
  ATTEMPT("temporal.activity.attempt"),
  QUEUE("temporal.task.queue");

  /// What ids, routes and names look like. An address, a number in international form or a sentence
  /// does not.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/{}-]{1,200}");

  private final String key;

  SpanField(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  static String checked(String value) {
    return PLAIN.matcher(value).matches() && Redaction.of(value).equals(value)
        ? value
        : "[withheld]";
  }
}
