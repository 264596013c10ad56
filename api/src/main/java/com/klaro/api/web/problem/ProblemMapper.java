package com.klaro.api.web.problem;

import com.klaro.api.web.request.RequestId;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/// Renders a [Problem].
public final class ProblemMapper implements ExceptionMapper<Problem> {

  public static final String MEDIA_TYPE = "application/problem+json";

  @Override
  public Response toResponse(Problem problem) {
    return render(problem);
  }

  public static Response render(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.type().status())
            .type(MEDIA_TYPE)
            .entity(ProblemBody.of(problem, RequestId.current()));
    if (problem.type().status() == 401) {
      // RFC 9110 §15.5.2, whoever refuses: the filter, the gate or a route.
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    problem.headers().forEach(response::header);
    return response.build();
  }
}
