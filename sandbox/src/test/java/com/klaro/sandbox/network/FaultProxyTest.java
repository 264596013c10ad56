package com.klaro.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private final AtomicInteger received = new AtomicInteger();
  private ServerSocket echo;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 50, LoopbackPort.ADDRESS);
    Thread.ofVirtual().start(this::serve);
    proxy = FaultProxy.to(echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void passesBothWaysUntilBothAreDone() throws IOException {
    try (Socket client = connect()) {
      say(client, "hello");
      client.shutdownOutput();
      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("hello");
    }
  }

  @Test
  void refusesNewConnectionsEndsOldOnesAndListensOnTheSamePortAgain() throws IOException {
    try (Socket client = connect()) {
      assertThat(exchange(client, "a")).isEqualTo("a");
      proxy.set(new Fault.Refuse());
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }
    proxy.set(new Fault.Pass());
    try (Socket client = connect()) {
      assertThat(exchange(client, "b")).isEqualTo("b");
    }
  }

  @Test
  void stallHoldsBytesAndLosesNone() throws IOException {
    try (Socket client = connect()) {
      assertThat(exchange(client, "a")).isEqualTo("a");
      proxy.set(new Fault.Stall());
      say(client, "b");
      client.setSoTimeout(200);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      client.setSoTimeout(5_000);
      proxy.set(new Fault.Pass());
      assertThat((char) client.getInputStream().read()).isEqualTo('b');
    }
  }

  @Test
  void resetEndsOldAndNewConnectionsHard() throws IOException {
    try (Socket client = connect()) {
      assertThat(exchange(client, "a")).isEqualTo("a");
      proxy.set(new Fault.Reset());
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThatThrownBy(
            () -> {
              try (Socket client = connect()) {
                client.getInputStream().read();
              }
            })
        .isInstanceOf(SocketException.class);
  }

  @Test
  void closesAfterSomeBytesOfRepliesAlthoughTheRequestArrived() throws IOException {
    proxy.set(new Fault.CloseAfter(3));
    try (Socket client = connect()) {
      say(client, "hello");
      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("hel");
    }
    proxy.set(new Fault.CloseAfter(0));
    int before = received.get();
    try (Socket client = connect()) {
      say(client, "x");
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(received.get()).isEqualTo(before + 1);
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException _) {
        // closed
      }
    }
  }

  private void answer(Socket socket) {
    byte[] buffer = new byte[64];
    try (socket) {
      for (int read = socket.getInputStream().read(buffer);
          read > 0;
          read = socket.getInputStream().read(buffer)) {
        received.addAndGet(read);
        socket.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException _) {
      // cut by the proxy, as it should
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(proxy.host(), proxy.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String exchange(Socket client, String letter) throws IOException {
    say(client, letter);
    return Character.toString(client.getInputStream().read());
  }
}
