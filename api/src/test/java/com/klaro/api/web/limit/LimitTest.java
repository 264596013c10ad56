package com.klaro.api.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.web.Promised;
import com.klaro.api.web.RawHttp;
import com.klaro.api.web.SampleResource;
import com.klaro.api.web.SampleWebhookResource;
import com.klaro.api.web.TestApp;
import com.klaro.api.web.server.KlaroServerFactory;
import com.klaro.store.database.Ids;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTest {

  private static RawHttp.Answer from(TestApp app, String address, String... headers)
      throws Exception {
    String message =
        "GET /v1/samples/peer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + String.join("", List.of(headers))
            + "\r\n";
    return RawHttp.exchange(
        app.port(), InetAddress.ofLiteral(address), message.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void eachClientHasItsOwnBurstAndIsToldWhenToComeBack() throws Exception {
    RatePolicy limit = new RatePolicy("default", 60, Duration.ofMinutes(1), 2);
    try (TestApp app =
        TestApp.with(
            new KlaroServerFactory(Ids.timeOrdered()),
            limit,
            new SampleResource(),
            new SampleWebhookResource())) {
      RawHttp.Answer first = from(app, "127.0.0.1");
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.header("RateLimit-Policy")).isEqualTo("\"default\";q=60;w=60");
      assertThat(first.header("RateLimit")).isEqualTo("\"default\";r=1;t=1");
      assertThat(app.send("GET /v1/nothing HTTP/1.1").status()).isEqualTo(404);
      RawHttp.Answer refused = from(app, "127.0.0.1", "X-Forwarded-For: 9.9.9.9\r\n");
      Promised.assertProblem(refused, 429, "too-many-requests");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.header("RateLimit")).startsWith("\"default\";r=0;t=");
      assertThat(from(app, "127.0.0.2").status()).isEqualTo(200);
      assertThat(app.send("POST /webhooks/sample HTTP/1.1", "", "x").status()).isEqualTo(204);
    }
  }

  @Test
  void forwardedHeadersCountOnlyFromConfiguredProxies() throws Exception {
    KlaroServerFactory server = new KlaroServerFactory(Ids.timeOrdered());
    server.setTrustedProxies(List.of("127.0.0.3/32", "10.0.0.0/8"));
    try (TestApp app = TestApp.with(server, RatePolicy.general(), new SampleResource())) {
      assertThat(
              from(app, "127.0.0.1", "X-Forwarded-For: 9.9.9.9\r\n")
                  .json()
                  .path("address")
                  .asText())
          .isEqualTo("127.0.0.1");
      assertThat(
              from(app, "127.0.0.3", "X-Forwarded-For: 1.1.1.1, 9.9.9.9, 10.2.3.4\r\n")
                  .json()
                  .path("address")
                  .asText())
          .isEqualTo("9.9.9.9");
      assertThat(
              from(app, "127.0.0.3", "X-Forwarded-For: localhost\r\n")
                  .json()
                  .path("address")
                  .asText())
          .isEqualTo("127.0.0.3");
      assertThat(
              from(app, "127.0.0.3", "X-Forwarded-For: 2001:db8:1:2:3:4:5:6\r\n")
                  .json()
                  .path("block")
                  .asText())
          .isEqualTo("2001:db8:1:2:0:0:0:0/64");
    }
  }

  @Test
  void loopbackAddressesAreDifferentClients() {
    assertThat(Peer.of(InetAddress.ofLiteral("127.0.0.1")).block())
        .isNotEqualTo(Peer.of(InetAddress.ofLiteral("127.9.0.1")).block());
    assertThat(Peer.of(InetAddress.ofLiteral("2001:db8::1")).block())
        .isEqualTo(Peer.of(InetAddress.ofLiteral("2001:db8::ff")).block());
    assertThat(Peer.of(InetAddress.ofLiteral("::ffff:1.2.3.4")).block()).isEqualTo("1.2.3.4");
  }

  @Test
  void theMultiplierScalesQuotaAndBurst() {
    assertThat(RatePolicy.general().scaled(0.001).quota()).isEqualTo(1);
    assertThat(RatePolicy.general().scaled(10).burst()).isEqualTo(1000);
  }
}
