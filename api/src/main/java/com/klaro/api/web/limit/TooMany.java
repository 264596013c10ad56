package com.klaro.api.web.limit;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;

/// What is answered beyond one of the limits that processes share (`store/limits`).
public final class TooMany {

  private TooMany() {}

  /// @param wait until the next one is due; empty where there is room
  /// @throws Problem `too-many-requests`
  public static void pass(Optional<Duration> wait) {
    wait.ifPresent(it -> {
      throw until(it);
    });
  }

  /// @param wait until the next one is due
  public static Problem until(Duration wait) {
    return Problem.of(ProblemType.TOO_MANY_REQUESTS).withRetryAfter(wait);
  }
}
