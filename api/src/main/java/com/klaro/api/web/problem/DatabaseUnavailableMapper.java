package com.klaro.api.web.problem;

import com.klaro.store.database.DatabaseUnavailable;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Postgres away or late is 503 and worth another try; one line without a stack trace, for there
/// may be thousands.
public final class DatabaseUnavailableMapper implements ExceptionMapper<DatabaseUnavailable> {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseUnavailableMapper.class);

  @Override
  public Response toResponse(DatabaseUnavailable away) {
    LOG.warn("Answered 503: {}", away.getMessage());
    return ProblemMapper.render(
        Problem.of(ProblemType.OVERLOADED).withRetryAfter(Duration.ofSeconds(2)));
  }
}
