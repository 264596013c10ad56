package com.klaro.store.identity;

import java.time.Duration;

/// Section `identity`: every waiting time and every hashing parameter of this feature.
///
/// @param signupLink how long a mailed sign-up link works
/// @param signupKept how long the row of a sign-up stays, from the request on, whatever became of
///   it
public record IdentitySettings(
    Duration signupLink, Duration signupKept, HashingSettings hashing, SessionPolicy sessions) {

  /// An answer to a repeated request is kept for a day, and finds its row until then.
  private static final Duration REPEATS = Duration.ofDays(1);

  public IdentitySettings {
    if (signupLink == null || !signupLink.isPositive()) {
      throw new IllegalArgumentException("identity.signupLink must be a duration above zero");
    }
    // It may be mailed as late as it lives, and then lives once more.
    Duration least = signupLink.multipliedBy(2).plus(REPEATS);
    if (signupKept == null || signupKept.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "identity.signupKept must be at least "
              + least
              + ", twice identity.signupLink and a day");
    }
    if (hashing == null || sessions == null) {
      throw new IllegalArgumentException("identity.hashing and identity.sessions must be given");
    }
  }

  public static IdentitySettings defaults() {
    return new IdentitySettings(
        Duration.ofHours(24),
        Duration.ofDays(7),
        HashingSettings.defaults(),
        SessionPolicy.defaults());
  }
}
