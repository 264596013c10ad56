package com.klaro.api.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.web.Promised;
import com.klaro.api.web.RawHttp;
import com.klaro.api.web.SampleResource;
import com.klaro.api.web.SampleWebhookResource;
import com.klaro.api.web.TestApp;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.server.KlaroServerFactory;
import com.klaro.store.database.Ids;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class OverloadTest {

  /// Stays until it is let go.
  @Path("/slow")
  public static final class SlowResource {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    @GET
    @Access(Access.Class.PUBLIC)
    @Answers(summary = "Slow", status = 204)
    public void slow() throws InterruptedException {
      entered.countDown();
      go.await();
    }
  }

  @Test
  void whatWouldOnlyQueueIsShedAndWebhooksHavePlacesOfTheirOwn() throws Exception {
    var server = new KlaroServerFactory(Ids.timeOrdered());
    server.setOverload(new OverloadSettings(1, 1, 1, Duration.ofMillis(100), 100));
    var slow = new SlowResource();
    try (TestApp app =
            TestApp.with(
                server,
                RatePolicy.general(),
                slow,
                new SampleResource(),
                new SampleWebhookResource());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> app.send("GET /slow HTTP/1.1"));
      slow.entered.await();
      RawHttp.Answer shed = app.send("GET /v1/samples HTTP/1.1");
      Promised.assertProblem(shed, 503, "overloaded");
      assertThat(shed.header("Retry-After")).isEqualTo("1");
      assertThat(app.send("POST /webhooks/sample HTTP/1.1", "", "x").status()).isEqualTo(204);
      slow.go.countDown();
      assertThat(first.get().status()).isEqualTo(204);
      assertThat(app.send("GET /v1/samples HTTP/1.1").status()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatSendsSlowlyHoldsNoPlace() throws Exception {
    var server = new KlaroServerFactory(Ids.timeOrdered());
    // Two may wait: the slow one for its first turn, and a reader for the reader before it, whose
    // answer is out a moment before its place is free.
    server.setOverload(new OverloadSettings(1, 1, 2, Duration.ofSeconds(10), 100));
    try (TestApp app = TestApp.with(server, RatePolicy.general(), new SampleResource());
        var slow = new Socket(InetAddress.getLoopbackAddress(), app.port())) {
      String head =
          "POST /v1/samples HTTP/1.1\r\n"
              + "Host: localhost\r\n"
              + "Content-Type: application/json\r\n"
              + "Content-Length: 9\r\n\r\n"
              + "{";
      slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 20; i++) {
        assertThat(app.send("GET /v1/samples HTTP/1.1").status()).isEqualTo(200);
      }
    }
  }
}
