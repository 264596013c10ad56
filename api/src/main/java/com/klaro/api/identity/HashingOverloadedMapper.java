package com.klaro.api.identity;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemMapper;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.identity.password.PasswordsOverloaded;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Duration;

/// More passwords wait than may: 503 and worth another try, and no failure of ours.
public final class HashingOverloadedMapper implements ExceptionMapper<PasswordsOverloaded> {

  @Override
  public Response toResponse(PasswordsOverloaded full) {
    return ProblemMapper.render(
        Problem.of(ProblemType.OVERLOADED).withRetryAfter(Duration.ofSeconds(1)));
  }
}
