package com.klaro.api.web.problem;

import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refusal, thrown anywhere in `api` and rendered as `application/problem+json`. It is an answer,
/// not a failure: it has no stack trace and is not logged.
public final class Problem extends RuntimeException {

  private static final int MOST_ERRORS = 20;

  private final ProblemType type;
  private final transient List<FieldError> errors;
  private final transient Map<String, String> headers;
  private final @Nullable String detail;
  private final transient List<WorkspaceId> workspaces;

  private Problem(
      ProblemType type,
      @Nullable String detail,
      List<FieldError> errors,
      Map<String, String> headers,
      List<WorkspaceId> workspaces) {
    super(type.wireName(), null, false, false);
    this.type = type;
    this.detail = detail;
    this.errors = List.copyOf(errors);
    this.headers = headers;
    this.workspaces = List.copyOf(workspaces);
  }

  public static Problem of(ProblemType type) {
    return new Problem(type, null, List.of(), Map.of(), List.of());
  }

  /// 400 `invalid-request` on one field.
  public static Problem invalid(String field, String message) {
    return of(ProblemType.INVALID_REQUEST).withErrors(List.of(new FieldError(field, message)));
  }

  /// @param found of which the first twenty are told: an answer must not be many times what was
  ///   sent
  public Problem withErrors(List<FieldError> found) {
    return new Problem(
        type, detail, found.stream().limit(MOST_ERRORS).toList(), headers, workspaces);
  }

  /// @param sentence for people; a constant of ours, never built from the request
  public Problem withDetail(String sentence) {
    return new Problem(type, sentence, errors, headers, workspaces);
  }

  /// @param concerned that it is about, of which the caller is an owner; to others they are nothing
  public Problem withWorkspaces(List<WorkspaceId> concerned) {
    return new Problem(type, detail, errors, headers, concerned);
  }

  /// Rounded up to whole seconds, at least one: a client that waits this long is not early.
  public Problem withRetryAfter(Duration wait) {
    return withHeader("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
  }

  public Problem withHeader(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(type, detail, errors, more, workspaces);
  }

  public ProblemType type() {
    return type;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public List<WorkspaceId> workspaces() {
    return workspaces;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public @Nullable String detail() {
    return detail;
  }
}
