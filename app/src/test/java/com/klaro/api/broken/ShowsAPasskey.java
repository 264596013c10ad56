package com.klaro.api.broken;

import com.klaro.store.identity.PasskeyChallenge;
import java.time.Instant;

/// Says that a challenge was answered, and asked nobody.
public final class ShowsAPasskey {

  public PasskeyChallenge answered() {
    return new PasskeyChallenge(new byte[0], Instant.MAX);
  }
}
