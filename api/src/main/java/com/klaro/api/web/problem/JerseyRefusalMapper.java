package com.klaro.api.web.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Jersey itself refuses: no such route, method or media type. Its own texts hold parts of the
/// request, so none of them is passed on.
public final class JerseyRefusalMapper implements ExceptionMapper<WebApplicationException> {

  private static final Logger LOG = LoggerFactory.getLogger(JerseyRefusalMapper.class);

  @Override
  public Response toResponse(WebApplicationException refusal) {
    Response original = refusal.getResponse();
    ProblemType type = ProblemType.ofStatus(original.getStatus());
    if (type == ProblemType.INTERNAL) {
      LOG.error("A request failed", refusal);
    }
    Problem problem = Problem.of(type);
    if (type == ProblemType.METHOD_NOT_ALLOWED) {
      problem = problem.withHeader(HttpHeaders.ALLOW, allowed(original.getAllowedMethods()));
    }
    return ProblemMapper.render(problem);
  }

  /// Jersey would answer OPTIONS by itself; we do not offer it, so it is not listed. HEAD comes
  /// with GET.
  private static String allowed(Set<String> methods) {
    var offered = new TreeSet<>(methods);
    offered.remove("OPTIONS");
    if (offered.contains("GET")) {
      offered.add("HEAD");
    }
    return String.join(", ", offered);
  }
}
