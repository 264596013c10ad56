package com.klaro.worker;

import java.time.Duration;

/// Section `retention`: how long rows stay that nobody needs any more.
///
/// @param signups from the request on, whatever became of it
public record RetentionSettings(Duration signups) {

  /// An answer to a repeated request is kept for a day, and finds its row until then.
  private static final Duration REPEATS = Duration.ofDays(1);

  public RetentionSettings {
    if (!signups.isPositive()) {
      throw new IllegalArgumentException("signups must be a positive duration such as P7D");
    }
  }

  /// @param linkLife of a sign-up: it may be mailed as late as it lives, and then lives once more
  /// @throws IllegalArgumentException when rows would be deleted that are still worked with
  public RetentionSettings beside(Duration linkLife) {
    Duration least = linkLife.multipliedBy(2).plus(REPEATS);
    if (signups.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "retention.signups must be at least " + least + ", twice identity.signupLink and a day");
    }
    return this;
  }

  public static RetentionSettings defaults() {
    return new RetentionSettings(Duration.ofDays(7));
  }
}
