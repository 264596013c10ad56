package com.klaro.api.web.limit;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.database.DatabaseUnavailable;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a counter and says the answer in the IETF headers.
public final class RateLimiter {

  private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);

  private final RatePolicy policy;
  private final RateCounter counter;

  public RateLimiter(RatePolicy policy, RateCounter counter) {
    this.policy = policy;
    this.counter = counter;
  }

  public static RateLimiter inMemory(RatePolicy policy) {
    return new RateLimiter(policy, new MemoryCounter(policy, TimeMeter.SYSTEM_NANOTIME));
  }

  /// Counts one.
  ///
  /// @return headers for the answer, whatever it will be
  /// @throws Problem `too-many-requests`, or `overloaded` when the counter is away and the policy
  ///   fails closed
  public Map<String, String> take(String key) {
    RateCounter.Count count;
    try {
      count = counter.take(key);
    } catch (DatabaseUnavailable away) {
      if (policy.failOpen()) {
        LOG.warn("Limit {} let a request pass uncounted: {}", policy.name(), away.getMessage());
        return Map.of();
      }
      throw Problem.of(ProblemType.OVERLOADED).withRetryAfter(Duration.ofSeconds(2));
    }
    Map<String, String> headers = headers(count);
    if (count.allowed()) {
      return headers;
    }
    Problem refused = Problem.of(ProblemType.TOO_MANY_REQUESTS).withRetryAfter(count.untilNext());
    for (var header : headers.entrySet()) {
      refused = refused.withHeader(header.getKey(), header.getValue());
    }
    throw refused;
  }

  /// `t` is when the next one is allowed after a refusal, and when the burst is whole again
  /// otherwise.
  private Map<String, String> headers(RateCounter.Count count) {
    double perSecond = (double) policy.quota() / Math.max(1, policy.window().toSeconds());
    long full = (long) Math.ceil((policy.burst() - count.remaining()) / perSecond);
    long reset =
        count.allowed() ? full : Math.max(1, count.untilNext().plusMillis(999).toSeconds());
    var headers = new LinkedHashMap<String, String>();
    headers.put("RateLimit-Policy", policy.header());
    headers.put("RateLimit", "\"" + policy.name() + "\";r=" + count.remaining() + ";t=" + reset);
    return headers;
  }
}
