package com.klaro.api.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import java.util.List;
import org.junit.jupiter.api.Test;

/// S9-10: what comes in clear is refused, and never sent elsewhere.
class HttpsOnlyTest {

  @Test
  void whatCameInClearIsRefusedWhateverItAsks() {
    try (RunningApi api = RunningApi.httpsOnly(List.of(), null)) {
      for (String path : List.of("/problems", "/v1/me", "/nowhere", "/.well-known/jwks.json")) {
        isRefused(api.call("GET", path).send());
      }
      isRefused(api.post("/v1/sessions", "{\"email\":\"a@example.com\",\"password\":\"p\"}"));
      isRefused(api.call("GET", "/problems").header("X-Forwarded-Proto", "https").send());
      assertThat(api.admin("GET", "/metrics").send().status()).isEqualTo(200);
      assertThat(api.admin("GET", "/healthcheck").send().body()).contains("postgres");
    }
  }

  @Test
  void aTrustedProxyAnswersForItsClients() {
    try (RunningApi api = RunningApi.httpsOnly(List.of("127.0.0.1"), null)) {
      assertThat(forwarded(api, "https").status()).isEqualTo(200);
      assertThat(forwarded(api, "HTTPS, https").status()).isEqualTo(200);
      isRefused(api.call("GET", "/problems").send());
      for (String hops : List.of("http", "https,http", "http, https", "https,", "", "httpsx")) {
        isRefused(forwarded(api, hops));
      }
      isRefused(
          api.call("GET", "/problems")
              .header("X-Forwarded-Proto", "https")
              .header("X-Forwarded-Proto", "http")
              .send());
      isRefused(api.call("GET", "/problems").header("Forwarded", "proto=https").send());
    }
  }

  private static Answer forwarded(RunningApi api, String hops) {
    return api.call("GET", "/problems").header("X-Forwarded-Proto", hops).send();
  }

  private static void isRefused(Answer answer) {
    assertThat(answer.status()).as(answer.bytes()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("https-required");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
    assertThat(answer.header("Strict-Transport-Security")).isNotEmpty();
    assertThat(answer.header("Location")).isEmpty();
  }
}
