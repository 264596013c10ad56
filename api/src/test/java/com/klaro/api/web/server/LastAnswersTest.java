package com.klaro.api.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.api.web.SampleResource;
import com.klaro.api.web.TestApp;
import com.klaro.api.web.limit.OverloadSettings;
import com.klaro.api.web.limit.RatePolicy;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.database.Ids;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

class LastAnswersTest {

  private static final int CALLERS = 12;
  private static final int ROOM = 4;
  private static final String QUESTION =
      "GET /v1/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private static final String KEPT = QUESTION.replace("Connection: close\r\n", "");
  private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
  private static final Duration ASKED_BEFORE = Duration.ofMillis(500);

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

  /// Where there is no more room those who come wait as well, and may be more than there is room
  /// for.
  @Test
  void whoeverWaitsForRoomIsAnswered() throws Exception {
    var factory = new KlaroServerFactory(Ids.timeOrdered());
    factory.setOverload(new OverloadSettings(8, 8, 8, Duration.ofSeconds(20), ROOM));
    List<Socket> callers = new ArrayList<>();
    try (TestApp app = TestApp.with(factory, RatePolicy.general(), new SampleResource())) {
      for (int i = 0; i < ROOM; i++) {
        callers.add(new Socket(InetAddress.getLoopbackAddress(), app.port()));
      }
      while (app.server().getConnectors()[0].getConnectedEndPoints().size() < ROOM) {
        Thread.sleep(1);
      }
      List<Socket> waiting = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        waiting.add(asking(app.port()));
      }
      callers.addAll(waiting);

      LastAnswers.of(app.server());

      for (Socket caller : waiting) {
        assertThat(answer(caller)).startsWith("HTTP/1.1 404");
      }
    } finally {
      for (Socket caller : callers) {
        caller.close();
      }
    }
  }

  /// Who comes in the very moment of closing may be reset; everybody before is answered.
  @Test
  void whoeverComesMeanwhileIsAnsweredOrRefused() throws Exception {
    try (TestApp app = TestApp.with(new SampleResource());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = app.port();
      List<Future<List<String>>> all = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        all.add(threads.submit(() -> comesAgainAndAgain(port)));
      }
      Thread.sleep(ASKED_BEFORE);

      LastAnswers.of(app.server());

      List<String> odd = new ArrayList<>();
      for (Future<List<String>> one : all) {
        odd.addAll(one.get());
      }
      assertThat(odd).hasSizeLessThanOrEqualTo(2).allMatch(what -> what.contains("reset"));
    }
  }

  /// What was neither an answer nor, at the end, a refusal.
  private static List<String> comesAgainAndAgain(int port) {
    List<String> odd = new ArrayList<>();
    while (true) {
      try (Socket caller = asking(port)) {
        String answer = answer(caller);
        if (!answer.startsWith("HTTP/1.1 404")) {
          odd.add(answer);
        }
      } catch (ConnectException refused) {
        return odd;
      } catch (IOException cutOff) {
        odd.add(cutOff.toString());
      }
    }
  }

  /// Whoever asks over and over on one connection is told with the last answer that it is the last.
  /// A connection closed without that takes the next question with it, which may have been done.
  @Test
  void whoeverKeepsItsConnectionIsToldWhichAnswerIsTheLast() throws Exception {
    try (TestApp app = TestApp.with(new SampleResource());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = app.port();
      List<Future<String>> ends = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        ends.add(threads.submit(() -> asksOverAndOver(port)));
      }
      Thread.sleep(ASKED_BEFORE);

      LastAnswers.of(app.server());

      for (Future<String> end : ends) {
        assertThat(end.get()).startsWith("HTTP/1.1 404").contains("Connection: close");
      }
    }
  }

  /// What says nothing of an end cannot be the last: the client has every reason to ask again.
  @Test
  void anAnswerThatHadBegunIsNotTheLast() throws Exception {
    var slow = new Slow();
    try (TestApp app = TestApp.with(slow);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var socket = new Socket(InetAddress.getLoopbackAddress(), app.port())) {
      socket.setSoTimeout(20_000);
      var in = new BufferedInputStream(socket.getInputStream());
      String question = KEPT.replace("/v1/nothing", "/v1/slow");
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
      assertThat(until("beg", in)).doesNotContain("Connection: close");
      int port = app.port();

      Future<?> end =
          threads.submit(() -> {
            LastAnswers.of(app.server());
            return null;
          });
      while (listens(port)) {
        Thread.sleep(1);
      }
      // Longer than a connection is kept on which nothing happens.
      Thread.sleep(2_500);
      slow.goOn.countDown();
      assertThat(until(LAST_CHUNK, in)).contains("un");
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));

      assertThat(until(LAST_CHUNK, in)).contains("Connection: close");
      end.get();
    }
  }

  /// A client that takes its time, or means ill, makes no failure of an end.
  @Test
  void whoIsTooSlowIsCutOff() throws Exception {
    var slow = new Slow();
    try (TestApp app = TestApp.with(slow)) {
      app.server().setStopTimeout(500);
      try (Socket caller = asking(app.port(), QUESTION.replace("/v1/nothing", "/v1/slow"))) {
        assertThat(until("beg", caller.getInputStream())).startsWith("HTTP/1.1 200");
        assertThatCode(() -> LastAnswers.of(app.server(), Duration.ofSeconds(1)))
            .doesNotThrowAnyException();
        assertThat(answer(caller)).doesNotEndWith(LAST_CHUNK);
      } finally {
        slow.goOn.countDown();
      }
    }
  }

  /// An answer in two halves.
  @Path("/v1/slow")
  @Produces("text/plain")
  public static final class Slow {
    private final CountDownLatch goOn = new CountDownLatch(1);

    @GET
    @Access(Access.Class.PUBLIC)
    @Answers(summary = "Answer slowly")
    public StreamingOutput answer() {
      return out -> {
        // More than is kept back until there is no more.
        out.write("beg".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        try {
          goOn.await();
        } catch (InterruptedException ended) {
          Thread.currentThread().interrupt();
        }
        out.write("un".getBytes(StandardCharsets.US_ASCII));
      };
    }
  }

  private static boolean listens(int port) throws IOException {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (ConnectException closed) {
      return false;
    }
  }

  /// The answer that said it was the last, or what came instead.
  private static String asksOverAndOver(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      var in = new BufferedInputStream(socket.getInputStream());
      String head;
      do {
        socket.getOutputStream().write(KEPT.getBytes(StandardCharsets.US_ASCII));
        head = until(END_OF_HEAD, in);
        in.skipNBytes(length(head));
      } while (head.startsWith("HTTP/1.1 404") && !head.contains("Connection: close"));
      return head;
    } catch (IOException cutOff) {
      return cutOff.toString();
    }
  }

  private static String until(String end, InputStream in) throws IOException {
    var text = new StringBuilder();
    // Looked for at the end alone: over and over from the beginning took seconds, which the server
    // counts as quiet.
    while (text.indexOf(end, text.length() - end.length()) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("no answer");
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private static int length(String head) {
    Matcher length = LENGTH.matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  private static Socket asking(int port) throws IOException {
    return asking(port, QUESTION);
  }

  private static Socket asking(int port, String question) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket caller) throws IOException {
    return new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
