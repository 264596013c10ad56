package com.klaro.api.web.limit;

import java.time.Duration;

/// A named limit.
///
/// @param quota requests per window, refilled evenly
/// @param burst how many may come at once
public record RatePolicy(String name, long quota, Duration window, long burst) {

  public RatePolicy {
    if (quota < 1 || burst < 1 || !window.isPositive()) {
      throw new IllegalArgumentException(
          "limits." + name + ": quota, window and burst must be positive");
    }
  }

  /// 300 a minute per client.
  public static RatePolicy general() {
    return new RatePolicy("default", 300, Duration.ofMinutes(1), 100);
  }

  /// @param multiplier `limits.multiplier`
  public RatePolicy scaled(double multiplier) {
    return new RatePolicy(
        name,
        Math.max(1, Math.round(quota * multiplier)),
        window,
        Math.max(1, Math.round(burst * multiplier)));
  }

  /// The value of `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers).
  String header() {
    return "\"" + name + "\";q=" + quota + ";w=" + window.toSeconds();
  }
}
