package com.klaro.api.web.route;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/// Refuses `;` in a path. Jersey would cut it off with all that follows and serve the rest, so that
/// one place has many addresses, and a proxy that decides by the path may see another one than we
/// do (RFC 3986 §3.3).
@PreMatching
public final class PathParameterFilter implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getUriInfo().getRequestUri().getRawPath().indexOf(';') >= 0) {
      throw Problem.of(ProblemType.NOT_FOUND);
    }
  }
}
