package com.klaro.store.identity;

import java.time.Duration;

/// Section `identity`: every waiting time and every hashing parameter of this feature.
///
/// @param signupLink how long a mailed sign-up link works
public record IdentitySettings(
    Duration signupLink, HashingSettings hashing, SessionPolicy sessions) {

  public IdentitySettings {
    if (signupLink == null || !signupLink.isPositive()) {
      throw new IllegalArgumentException("identity.signupLink must be a duration above zero");
    }
    if (hashing == null || sessions == null) {
      throw new IllegalArgumentException("identity.hashing and identity.sessions must be given");
    }
  }
}
