package com.klaro.api.web.server;

import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;

/// The orderly end of a server that is still being asked: it stops listening, answers whoever got
/// through before, and only then ends.
///
/// Stopping alone would be disorderly. At that moment Jetty refuses what comes over connections
/// that are open already, and closes one after an answer that did not say so: it still reads and
/// does what is asked next, and can no longer answer it.
public final class LastAnswers {

  /// For those who are connected and ask nothing; what is at work is waited for by the stop.
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private static final Duration SETTLING = Duration.ofMillis(250);

  private LastAnswers() {}

  public static void of(Server server) throws InterruptedException {
    for (Connector connector : server.getConnectors()) {
      LastCallers.takeIn(connector);
    }
    server.getDescendant(Dressing.class).lastOfEach();
    long end = System.nanoTime() + LONGEST.toNanos();
    do {
      // Also when nothing seems to be open: what was accepted a moment ago is not counted yet.
      Thread.sleep(SETTLING);
    } while (isAnyoneConnected(server) && System.nanoTime() < end);
  }

  private static boolean isAnyoneConnected(Server server) {
    return Stream.of(server.getConnectors())
        .anyMatch(connector -> !connector.getConnectedEndPoints().isEmpty());
  }
}
