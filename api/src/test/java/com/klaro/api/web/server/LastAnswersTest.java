package com.klaro.api.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.api.web.SampleResource;
import com.klaro.api.web.TestApp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

class LastAnswersTest {

  private static final int CALLERS = 12;
  private static final String QUESTION =
      "GET /v1/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  /// Their own system has told them that they are connected, and their request is on its way.
  @Test
  void whoeverWaitsToBeTakenInIsAnswered() throws Exception {
    List<Socket> callers = new ArrayList<>();
    try (TestApp app = TestApp.with(new SampleResource())) {
      // As if the threads that take connections in had no turn.
      ((ServerConnector) app.server().getConnectors()[0]).setAccepting(false);
      for (int i = 0; i < CALLERS; i++) {
        callers.add(asking(app.port()));
      }
      int port = app.port();

      LastAnswers.of(app.server());

      for (Socket caller : callers) {
        assertThat(answer(caller)).startsWith("HTTP/1.1 404");
      }
      assertThatThrownBy(() -> asking(port)).isInstanceOf(ConnectException.class);
    } finally {
      for (Socket caller : callers) {
        caller.close();
      }
    }
  }

  private static Socket asking(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(QUESTION.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket caller) throws IOException {
    return new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
