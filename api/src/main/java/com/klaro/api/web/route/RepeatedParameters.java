package com.klaro.api.web.route;

import com.klaro.api.web.problem.FieldError;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.List;

/// Refuses a query parameter of the route that was sent more than once. Jersey would take the
/// first, and a proxy before us may have looked at the last.
final class RepeatedParameters implements ContainerRequestFilter {

  /// After `Priorities.AUTHENTICATION` (1000).
  static final int PRIORITY = 1900;

  private final List<String> declared;

  RepeatedParameters(List<String> declared) {
    this.declared = List.copyOf(declared);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var sent = request.getUriInfo().getQueryParameters();
    List<FieldError> repeated =
        declared.stream()
            .filter(name -> sent.getOrDefault(name, List.of()).size() > 1)
            .map(name -> new FieldError(name, "must be given once"))
            .toList();
    if (!repeated.isEmpty()) {
      throw Problem.of(ProblemType.INVALID_REQUEST).withErrors(repeated);
    }
  }
}
