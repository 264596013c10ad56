package com.klaro.api.web.server;

import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;

/// The orderly end of a server that is still being asked: it stops listening, and answers whoever
/// got through before.
public final class LastAnswers {

  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final Duration SETTLING = Duration.ofMillis(250);

  private LastAnswers() {}

  /// By itself the server refuses, at the same moment, what comes over connections that are open
  /// already: requests that were sent when it still listened would be answered 503.
  public static void of(Server server) throws InterruptedException {
    for (Connector connector : server.getConnectors()) {
      LastCallers.takeIn(connector);
      Object _ = connector.shutdown();
    }
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
