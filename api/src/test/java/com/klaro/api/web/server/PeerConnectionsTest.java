package com.klaro.api.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.web.RawHttp;
import com.klaro.api.web.SampleResource;
import com.klaro.api.web.TestApp;
import com.klaro.api.web.limit.OverloadSettings;
import com.klaro.api.web.limit.RatePolicy;
import com.klaro.sandbox.process.Patience;
import com.klaro.store.database.Ids;
import io.dropwizard.util.Duration;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerConnectionsTest {

  private static final int MOST = 64;
  private static final int TOO_MANY = 8;
  private static final java.time.Duration LONGEST = java.time.Duration.ofSeconds(10);
  private static final String OTHER = "127.0.0.9";
  private static final byte[] GET =
      "GET /v1/samples HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final KlaroServerFactory factory = new KlaroServerFactory(Ids.timeOrdered());

  @Test
  void oneClientCannotTakeAllConnections() throws Exception {
    factory.setOverload(new OverloadSettings(8, 1, 8, java.time.Duration.ofSeconds(5), 200));
    List<Socket> silent = new ArrayList<>();
    try (TestApp app = TestApp.with(factory, RatePolicy.general(), new SampleResource())) {
      for (int i = 0; i < MOST + TOO_MANY; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), app.port()));
      }
      // Which of them is chance: they are opened side by side.
      assertThat(
              Patience.await(
                  LONGEST,
                  () -> silent.stream().filter(PeerConnectionsTest::isClosed).count() == TOO_MANY))
          .isTrue();
      assertThat(RawHttp.exchange(app.port(), InetAddress.ofLiteral(OTHER), GET).status())
          .isEqualTo(200);
      for (Socket socket : silent) {
        socket.close();
      }
      assertThat(Patience.await(LONGEST, () -> answers(app))).isTrue();
    }
  }

  @Test
  void aHeadThatDribblesIsCutAndAConnectionThatWorksIsNot() throws Exception {
    factory.setHeadPatience(Duration.milliseconds(300));
    try (TestApp app = TestApp.with(factory, RatePolicy.general(), new SampleResource());
        Socket dribbling = new Socket(InetAddress.getLoopbackAddress(), app.port());
        Socket working = new Socket(InetAddress.getLoopbackAddress(), app.port())) {
      dribbling
          .getOutputStream()
          .write("GET /v1/samples HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
      boolean cut = false;
      for (int i = 0; i < 40 && !cut; i++) {
        Thread.sleep(50);
        cut = !wrote(dribbling);
        if (i % 10 == 0) {
          assertThat(status(working)).isEqualTo("HTTP/1.1 200");
        }
      }
      assertThat(cut).isTrue();
      assertThat(status(working)).isEqualTo("HTTP/1.1 200");
    }
  }

  private static boolean wrote(Socket socket) {
    try {
      socket.getOutputStream().write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /// Of one request on a connection that stays.
  private static String status(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    socket
        .getOutputStream()
        .write(
            "GET /v1/samples HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.append((char) next);
    }
    String length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
    in.readNBytes(Integer.parseInt(length));
    return head.substring(0, 12);
  }

  private static boolean isClosed(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static boolean answers(TestApp app) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port())) {
      return status(socket).endsWith("200");
    } catch (IOException cut) {
      return false;
    }
  }
}
