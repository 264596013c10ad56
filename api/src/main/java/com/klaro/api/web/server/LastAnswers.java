package com.klaro.api.web.server;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The orderly end of a server that is still being asked: it stops listening, answers whoever got
/// through before, and only then ends.
///
/// Stopping alone would be disorderly. At that moment Jetty refuses what comes over connections
/// that are open already, and closes one after an answer that did not say so: it still reads and
/// does what is asked next, and can no longer answer it.
public final class LastAnswers {

  /// For those who are connected and ask nothing, since somebody asked last or got an answer.
  private static final Duration QUIET = Duration.ofSeconds(2);

  /// However many go on asking, and however slow an answer is; what is still at work then is waited
  /// for by the stop.
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Duration SETTLING = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger(LastAnswers.class);

  private LastAnswers() {}

  /// Returns when the server has stopped. Who is not done by the end of its own patience, because
  /// it sends or reads too slowly, is cut off.
  public static void of(Server server) throws Exception {
    of(server, LONGEST);
  }

  static void of(Server server, Duration longest) throws Exception {
    try {
      await(server, longest);
    } finally {
      stop(server);
    }
  }

  private static void stop(Server server) throws Exception {
    try {
      server.stop();
    } catch (TimeoutException tooSlow) {
      LOG.warn("Requests were cut off that had not ended in {} ms", server.getStopTimeout());
    }
  }

  private static void await(Server server, Duration longest) throws InterruptedException {
    for (Connector connector : server.getConnectors()) {
      LastCallers.takeIn(connector);
    }
    Dressing dressing = server.getDescendant(Dressing.class);
    dressing.lastOfEach();
    long begun = System.nanoTime();
    do {
      // Also when nothing seems to be open: what was accepted a moment ago is not counted yet.
      Thread.sleep(SETTLING);
    } while (isAnyoneConnected(server)
        && since(begun).compareTo(longest) < 0
        && (dressing.isAtWork()
            || since(begun).compareTo(QUIET) < 0
            || since(dressing.lastBusy()).compareTo(QUIET) < 0));
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private static boolean isAnyoneConnected(Server server) {
    return Stream.of(server.getConnectors())
        .anyMatch(connector -> !connector.getConnectedEndPoints().isEmpty());
  }
}
