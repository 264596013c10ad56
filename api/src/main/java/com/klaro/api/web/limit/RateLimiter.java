package com.klaro.api.web.limit;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import io.github.bucket4j.TimeMeter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts in the memory of this process, and says in the IETF headers what is left. Limits that
/// processes must share are in Postgres: `store/limits`.
public final class RateLimiter {

  private final RatePolicy policy;
  private final MemoryCounter counter;

  public RateLimiter(RatePolicy policy) {
    this.policy = policy;
    this.counter = new MemoryCounter(policy, TimeMeter.SYSTEM_NANOTIME);
  }

  /// Counts one.
  ///
  /// @return headers for the answer, whatever it will be
  /// @throws Problem `too-many-requests`
  public Map<String, String> take(String key) {
    MemoryCounter.Count count = counter.take(key);
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
  private Map<String, String> headers(MemoryCounter.Count count) {
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
