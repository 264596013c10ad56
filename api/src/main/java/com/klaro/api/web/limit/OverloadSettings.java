package com.klaro.api.web.limit;

import java.time.Duration;

/// How much is worked on at once. Beyond it a request waits a little, and beyond that the answer is
/// 503: a short queue keeps the time of those that are served.
///
/// @param inFlight requests at work
/// @param webhooksInFlight the same for providers' webhooks, apart from the rest, so that a busy
///   API does not lose them
/// @param waiting requests that may wait, per kind
/// @param patience how long
/// @param connections open connections at most; a slow sender of headers costs one of these and no
///   thread
public record OverloadSettings(
    int inFlight, int webhooksInFlight, int waiting, Duration patience, int connections) {

  public OverloadSettings {
    if (inFlight < 1
        || webhooksInFlight < 1
        || waiting < 0
        || patience.isNegative()
        || connections < 1) {
      throw new IllegalArgumentException("http.overload: every number must be positive");
    }
  }

  public static OverloadSettings defaults() {
    return new OverloadSettings(128, 64, 256, Duration.ofMillis(500), 4096);
  }
}
