package com.klaro.activities.identity.breach;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.activities.mail.SelfSigned;
import com.klaro.sandbox.http.Content;
import com.klaro.sandbox.http.Handler;
import com.klaro.sandbox.http.LocalHttpServer;
import com.klaro.sandbox.http.Reply;
import com.klaro.store.identity.password.BreachSettings;
import com.klaro.store.identity.password.BreachedPasswords.Answer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the question travels: what the library does beside asking once and reading the answer.
class PwnedPasswordsCallTest {

  private static final String SHA1 = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
  private static final String FOUND = SHA1.substring(5) + ":3\r\n";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @Test
  void theWholeOfAnAnswerHasToBeThereInTime() throws IOException {
    try (var server = new OneByOne(OneByOne.THEN_GOES_ON);
        var asked = asking(server.url())) {
      isUnknownInTime(asked);
    }
  }

  @Test
  void aSlowResolverIsNotWaitedFor() {
    try (var asked = asking("https://passwords.example", PwnedPasswordsCallTest::resolvesLate)) {
      isUnknownInTime(asked);
    }
    try (var asked = asking("https://passwords.example", PwnedPasswordsCallTest::knowsNoName)) {
      assertThat(asked.find(SHA1)).isInstanceOf(Answer.Unknown.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 302, 408, 500, 503})
  void nobodyIsAskedTwice(int status) {
    var asked = new AtomicInteger();
    Handler server =
        _ -> {
          asked.incrementAndGet();
          return status == 0
              ? new Reply.Dropped()
              : Reply.of(status, "text/plain", Content.of(FOUND))
                  .with("Retry-After", "0")
                  .with("Location", "/range/00000");
        };
    try (var listening = LocalHttpServer.start(0, "a server", server);
        var passwords = asking(listening.url())) {
      assertThat(passwords.find(SHA1)).isInstanceOf(Answer.Unknown.class);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aConnectionThatEndedMeanwhileIsMadeAnew() throws IOException {
    try (var server = new OneByOne(OneByOne.THEN_HANGS_UP);
        var asked = asking(server.url())) {
      for (int i = 0; i < 3; i++) {
        assertThat(asked.find(SHA1)).isInstanceOf(Answer.Found.class);
      }
    }
  }

  @Test
  void nothingIsLeftThatKeepsAProgramRunning() throws Exception {
    try (var server = new OneByOne(OneByOne.THEN_LISTENS)) {
      Set<Thread> before = lasting();
      try (var asked = asking(server.url())) {
        assertThat(asked.find(SHA1)).isInstanceOf(Answer.Found.class);
        assertThat(lasting()).isSubsetOf(before);
        assertThat(server.ended.poll()).as("kept for the next question").isNull();
      }
      assertThat(server.ended.poll(5, TimeUnit.SECONDS)).isEqualTo("ended");
    }
  }

  @Test
  void whoCannotProveTheirNameIsNotAsked() throws Exception {
    var asked = new AtomicInteger();
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpsServer server = HttpsServer.create(here, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.forLocalhost(folder).context()));
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, FOUND.length());
          exchange.getResponseBody().write(FOUND.getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    try (var passwords = asking("https://localhost:" + server.getAddress().getPort())) {
      assertThat(passwords.find(SHA1)).isInstanceOf(Answer.Unknown.class);
    } finally {
      server.stop(0);
    }
    assertThat(asked).hasValue(0);
  }

  private static void isUnknownInTime(PwnedPasswords asked) {
    long began = System.nanoTime();
    assertThat(asked.find(SHA1)).isInstanceOf(Answer.Unknown.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TIMEOUT.multipliedBy(4));
  }

  private static List<InetAddress> resolvesLate(String host) throws UnknownHostException {
    try {
      Thread.sleep(TIMEOUT.multipliedBy(5));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException(host);
  }

  private static List<InetAddress> knowsNoName(String host) throws UnknownHostException {
    throw new UnknownHostException(host);
  }

  private static Set<Thread> lasting() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }

  private static PwnedPasswords asking(String url) {
    return asking(url, Dns.SYSTEM);
  }

  private static PwnedPasswords asking(String url, Dns names) {
    return new PwnedPasswords(
        new BreachSettings(URI.create(url), TIMEOUT, BreachSettings.OnFailure.OPEN), names);
  }

  /// A server of one connection at a time, which finds the password on each.
  private static final class OneByOne implements AutoCloseable {

    private interface Then {
      void does(Socket client) throws IOException;
    }

    static final Then THEN_HANGS_UP = _ -> {};
    static final Then THEN_LISTENS =
        client -> {
          while (client.getInputStream().read() >= 0) {
            // until the other side ends it
          }
        };

    /// Never silent for long, and not done in time.
    static final Then THEN_GOES_ON =
        client -> {
          for (int i = 0; i < 100; i++) {
            client.getOutputStream().write('\n');
            sleep();
          }
        };

    private final BlockingQueue<String> ended = new ArrayBlockingQueue<>(100);
    private final ServerSocket listening = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    private final Then then;

    OneByOne(Then then) throws IOException {
      this.then = then;
      Thread.ofVirtual().start(this::serve);
    }

    String url() {
      return "http://127.0.0.1:" + listening.getLocalPort();
    }

    private void serve() {
      while (!listening.isClosed()) {
        try (Socket client = listening.accept()) {
          answer(client);
        } catch (IOException _) {
          // The client has gone, or the test is over.
        }
      }
    }

    private void answer(Socket client) throws IOException {
      String head = "";
      while (!head.endsWith("\r\n\r\n")) {
        head += (char) client.getInputStream().read();
      }
      int length = then == THEN_GOES_ON ? 200_000 : FOUND.length();
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(length, FOUND)
                  .getBytes(StandardCharsets.US_ASCII));
      then.does(client);
      boolean _ = ended.offer("ended");
    }

    private static void sleep() {
      try {
        Thread.sleep(100);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }
}
