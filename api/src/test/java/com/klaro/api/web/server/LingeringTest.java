package com.klaro.api.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.api.web.RawHttp;
import com.klaro.api.web.SampleResource;
import com.klaro.api.web.TestApp;
import com.klaro.api.web.limit.OverloadSettings;
import com.klaro.api.web.limit.RatePolicy;
import com.klaro.store.database.Ids;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A refusal is read also by those who send before they read.
class LingeringTest {

  private static final int TIMES = 15;

  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    var server = new KlaroServerFactory(Ids.timeOrdered());
    // One place: whoever kept it while it lingers would let nobody else in. Some may wait, since a
    // place is free a moment after its answer.
    server.setOverload(new OverloadSettings(1, 1, 4, Duration.ofSeconds(1), 200));
    app = TestApp.with(server, RatePolicy.general().scaled(1000), new SampleResource());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /v1/samples, 70000, 405, method-not-allowed",
    "PUT, /v1/samples, 1048576, 405, method-not-allowed",
    "POST, /v1/nothing, 70000, 404, not-found",
    "POST, /v1/nothing, 1048576, 404, not-found",
    "POST, /v1/samples, 70000, 413, too-large",
    "POST, /v1/samples, 1048576, 413, too-large",
    "POST, /v1/samples/mine, 1048576, 413, too-large",
    "POST, /v1/samples/mine, 60000, 401, unauthenticated",
  })
  void aLargeBodyIsAnsweredAndNotCutOff(
      String method, String path, int bytes, int status, String problem) throws Exception {
    OkHttpClient client = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    for (boolean chunked : new boolean[] {false, true}) {
      for (int i = 0; i < TIMES; i++) {
        Request request = request(path).method(method, body(bytes, chunked)).build();
        try (Response answer = client.newCall(request).execute()) {
          assertThat(answer.code()).isEqualTo(status);
          assertThat(new ObjectMapper().readTree(answer.body().string()).path("type").asText())
              .isEqualTo("/problems/" + problem);
        }
      }
    }
    client.connectionPool().evictAll();
  }

  private static Request.Builder request(String path) {
    return new Request.Builder().url("http://127.0.0.1:" + app.port() + path);
  }

  private static RequestBody body(int bytes, boolean chunked) {
    RequestBody whole = RequestBody.create("x".repeat(bytes), MediaType.get("application/json"));
    return chunked
        ? new RequestBody() {
          @Override
          public MediaType contentType() {
            return MediaType.get("application/json");
          }

          @Override
          public void writeTo(okio.BufferedSink sink) throws IOException {
            whole.writeTo(sink);
          }
        }
        : whole;
  }

  @Test
  void theAnswerDoesNotWaitForTheBody() throws Exception {
    try (Socket socket = open("POST /v1/samples HTTP/1.1", "Content-Length: 99999999")) {
      long begun = System.nanoTime();
      assertThat(firstLine(socket)).startsWith("HTTP/1.1 413");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Lingering.PATIENCE);
    }
  }

  @Test
  void whoeverWaitsForLeaveToSendGetsTheAnswerInstead() throws Exception {
    RawHttp.Answer answer =
        RawHttp.exchange(
            app.port(),
            head("POST /v1/samples HTTP/1.1", "Expect: 100-continue", "Content-Length: 99999999"));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).startsWith("{").doesNotContain("100 Continue");
  }

  @Test
  void aSlowSenderIsCutOffInTimeAndHoldsNoPlace() throws Exception {
    try (Socket slow = open("PUT /v1/samples HTTP/1.1", "Content-Length: 100000")) {
      long begun = System.nanoTime();
      assertThat(firstLine(slow)).startsWith("HTTP/1.1 405");
      assertThat(whenCutOff(slow, 1, begun)).isBetween(Lingering.PATIENCE, Duration.ofSeconds(15));
    }
  }

  @Test
  void aSenderWithoutEndIsCutOffToo() throws Exception {
    try (Socket endless = open("PUT /v1/samples HTTP/1.1", "Content-Length: 99999999999")) {
      long begun = System.nanoTime();
      assertThat(whenCutOff(endless, 65_536, begun)).isLessThan(Duration.ofSeconds(15));
    }
  }

  /// Sends until it cannot, and asks in between whether there is room for others.
  private static Duration whenCutOff(Socket sender, int bytes, long begun) throws Exception {
    byte[] part = new byte[bytes];
    for (int i = 0; i < 100_000; i++) {
      try {
        sender.getOutputStream().write(part);
      } catch (SocketException cutOff) {
        return Duration.ofNanos(System.nanoTime() - begun);
      }
      if (bytes == 1) {
        assertThat(app.send("GET /v1/samples HTTP/1.1").status()).isEqualTo(200);
        Thread.sleep(50);
      }
    }
    throw new AssertionError("It may send for ever");
  }

  @Test
  void aConnectionGoesOnWhenAllHadCome() throws Exception {
    String both =
        "PUT /v1/samples HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
            + "GET /v1/samples HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    RawHttp.Answer answer = RawHttp.exchange(app.port(), both);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).contains("HTTP/1.1 200 OK");
  }

  private static Socket open(String... lines) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(head(lines).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String head(String... lines) {
    return String.join("\r\n", lines)
        + "\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n";
  }

  private static String firstLine(Socket socket) throws IOException {
    var line = new StringBuilder();
    for (int c = socket.getInputStream().read();
        c >= 0 && c != '\r';
        c = socket.getInputStream().read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
