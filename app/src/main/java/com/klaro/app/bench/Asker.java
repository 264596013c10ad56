package com.klaro.app.bench;

import com.klaro.app.client.ApiClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody who is signed in for as long as it takes: an access token lives ten minutes, and for as
/// long a sign-in is a recent one. A new one is one request of thousands that takes longer, on
/// whichever side.
final class Asker {

  private static final Duration KEPT = Duration.ofMinutes(5);

  private final ApiClient stranger;
  private final Map<String, String> credentials;
  private @Nullable ApiClient signedIn;
  private long since;

  Asker(ApiClient stranger, String email, String password) {
    this.stranger = stranger;
    this.credentials = Map.of("email", email, "password", password);
  }

  ApiClient api() {
    ApiClient now = signedIn;
    if (now == null || System.nanoTime() - since > KEPT.toNanos()) {
      now = stranger.as(stranger.post("/v1/sessions", credentials).expect(200).text("accessToken"));
      signedIn = now;
      since = System.nanoTime();
    }
    return now;
  }
}
