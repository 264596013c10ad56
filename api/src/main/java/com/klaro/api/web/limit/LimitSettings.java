package com.klaro.api.web.limit;

/// Section `limits`.
///
/// @param multiplier scales every limit per client; 1 in production
public record LimitSettings(double multiplier) {

  public LimitSettings {
    if (!(multiplier > 0)) {
      throw new IllegalArgumentException("limits.multiplier must be above 0");
    }
  }
}
