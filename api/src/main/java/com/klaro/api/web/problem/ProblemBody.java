package com.klaro.api.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.klaro.api.web.json.Described;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.List;
import java.util.UUID;

/// What a problem looks like on the wire (RFC 9457). The request id lets support find the log line.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
    String type,
    String title,
    int status,
    @Described(as = "What to do about it.") String detail,
    String requestId,
    List<FieldError> errors,
    @Described(as = "Of a `last-owner`: those that have no other owner than the caller.")
        List<UUID> workspaceIds) {

  public static ProblemBody of(Problem problem, String requestId) {
    ProblemType type = problem.type();
    String detail = problem.detail();
    return new ProblemBody(
        type.path(),
        type.title(),
        type.status(),
        detail == null ? type.advice() : detail,
        requestId,
        problem.errors(),
        problem.workspaces().stream().map(WorkspaceId::value).toList());
  }
}
