package com.klaro.api.web.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;

/// Those who are connected as far as their own system knows, and wait for the server to take them
/// in: closing the listening socket resets them, with the request they have sent.
///
/// Jetty cannot take in what waits and then close, so this does. A connection whose handshake comes
/// between the last look and the closing is still reset; no program can help that.
final class LastCallers {

  private static final Duration LONGEST = Duration.ofSeconds(1);

  private LastCallers() {}

  /// Returns when everybody who had come is taken in; nobody is after.
  static void takeIn(Connector connector) throws InterruptedException {
    if (connector instanceof ServerConnector server
        && server.getTransport() instanceof ServerSocketChannel listening) {
      server.setAccepting(false);
      // New ones may come as fast as they are taken in.
      long end = System.nanoTime() + LONGEST.toNanos();
      try (listening) {
        // Until then the server's own thread may be taking someone in, whom closing would lose.
        while (listening.isRegistered() && System.nanoTime() < end) {
          Thread.sleep(1);
        }
        while (System.nanoTime() < end) {
          SocketChannel caller = listening.accept();
          if (caller == null) {
            return;
          }
          takeIn(caller, server);
        }
      } catch (IOException closed) {
        // Nobody waits there.
      }
    }
  }

  private static void takeIn(SocketChannel caller, ServerConnector server) {
    try {
      caller.configureBlocking(false);
      caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
      server.getSelectorManager().accept(caller);
    } catch (IOException hungUp) {
      IO.close(caller);
    }
  }
}
