package com.klaro.api.web.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/// One bucket per key in this process. Keys are forgotten after twice the window, when their
/// buckets are full anyway, and beyond a hundred thousand of them the least used go first, so
/// strangers cannot fill the memory.
final class MemoryCounter {

  private static final long MAX_KEYS = 100_000;

  private final LoadingCache<String, Bucket> buckets;

  MemoryCounter(RatePolicy policy, TimeMeter time) {
    buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterAccess(policy.window().multipliedBy(2))
            .build(_ ->
                Bucket.builder()
                    .withCustomTimePrecision(time)
                    .addLimit(it ->
                        it.capacity(policy.burst()).refillGreedy(policy.quota(), policy.window()))
                    .build());
  }

  /// @param remaining what is left now
  /// @param untilNext until the next one is allowed; zero when this one is
  record Count(boolean allowed, long remaining, Duration untilNext) {}

  Count take(String key) {
    ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
    return new Count(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }
}
