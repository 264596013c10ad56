package com.klaro.api.web;

import static org.assertj.core.api.Assertions.assertThat;

/// What holds of every response, and of every refusal.
public final class Promised {

  private Promised() {}

  public static void assertDressed(RawHttp.Answer answer) {
    assertThat(answer.header("Strict-Transport-Security"))
        .isEqualTo("max-age=63072000; includeSubDomains");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isNotEmpty();
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("X-Request-Id")).matches("[A-Za-z0-9_-]{8,64}");
    assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by");
  }

  public static void assertProblem(RawHttp.Answer answer, int status, String type)
      throws Exception {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.type()).isEqualTo("/problems/" + type);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("requestId").asText()).isEqualTo(answer.header("X-Request-Id"));
    assertDressed(answer);
  }
}
