package com.klaro.api.web.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where an unexpected failure becomes a status. The client sees a request id, the
/// log everything, once.
public final class LastResortMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(LastResortMapper.class);

  @Override
  public Response toResponse(Throwable failure) {
    LOG.error("A request failed", failure);
    return ProblemMapper.render(Problem.of(ProblemType.INTERNAL));
  }
}
