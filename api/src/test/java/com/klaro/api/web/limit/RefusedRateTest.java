package com.klaro.api.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.api.web.RawHttp;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The limit as it is shipped, on the whole API. How policies count in general is in `LimitTest`.
class RefusedRateTest {

  private static final String PATH = "/.well-known/jwks.json";
  private static final int AT_ONCE = 100;
  private static final int A_SECOND = 300 / 60;

  @Test
  void whoAsksTooOftenIsToldWhenToComeBackAndNobodyElseIs() throws Exception {
    try (RunningApi api = RunningApi.limited()) {
      long began = System.nanoTime();
      int taken = 0;
      Answer answer = api.call("GET", PATH).send();
      while (answer.status() == 200 && taken < 10 * AT_ONCE) {
        taken++;
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"default\";q=300;w=60");
        assertThat(answer.header("RateLimit")).matches("\"default\";r=\\d+;t=\\d+");
        answer = api.call("GET", PATH).send();
      }
      long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds() + 1;

      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.problem()).isEqualTo("too-many-requests");
      assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"default\";q=300;w=60");
      assertThat(answer.header("RateLimit")).isEqualTo("\"default\";r=0;t=1");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat((long) taken).isBetween((long) AT_ONCE, AT_ONCE + A_SECOND * seconds);
      assertThat(other(api).status()).isEqualTo(200);

      Thread.sleep(Duration.ofSeconds(1));
      assertThat(api.call("GET", PATH).send().status()).isEqualTo(200);
    }
  }

  private static RawHttp.Answer other(RunningApi api) throws Exception {
    String message = "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    return RawHttp.exchange(
        api.server().port(),
        InetAddress.ofLiteral("127.0.0.9"),
        message.getBytes(StandardCharsets.US_ASCII));
  }
}
