package com.klaro.store.identity;

import java.time.Instant;

/// What was asked of an authenticator, and answered. It is known to be ours; whether it was
/// answered before is known to whoever writes.
///
/// @param expiresAt from when on nobody takes it any more
public record PasskeyChallenge(byte[] bytes, Instant expiresAt) {

  @Override
  public String toString() {
    return "PasskeyChallenge[" + expiresAt + "]";
  }
}
