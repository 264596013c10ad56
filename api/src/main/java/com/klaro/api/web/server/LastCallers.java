package com.klaro.api.web.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;

/// Those who are connected as far as their own system knows, and wait for the server to take them
/// in: closing the listening socket resets them, with the request they have sent.
///
/// Jetty cannot take in what waits and then close, so this does. A connection whose handshake comes
/// between the last look and the closing is still reset; no program can help that.
final class LastCallers {

  private static final long LONGEST_MILLIS = 3_000;

  private LastCallers() {}

  /// Returns when everybody who had come is taken in, as far as three seconds are enough; nobody is
  /// after.
  static void takeIn(Connector connector) {
    if (connector instanceof ServerConnector server
        && server.getTransport() instanceof ServerSocketChannel listening) {
      noLimit(server);
      server.setAccepting(false);
      // New ones may come as fast as they are taken in.
      var limit =
          connector
              .getScheduler()
              .schedule(() -> IO.close(listening), LONGEST_MILLIS, TimeUnit.MILLISECONDS);
      try (listening;
          SocketChannel knock = SocketChannel.open()) {
        // The server's thread that waits for the next caller takes one more. If nobody comes, it is
        // this one.
        knock.configureBlocking(false);
        boolean _ = knock.connect(address(listening));
        // Waits for that thread.
        listening.configureBlocking(false);
        for (SocketChannel caller = listening.accept();
            caller != null;
            caller = listening.accept()) {
          takeIn(caller, server);
        }
      } catch (IOException closed) {
        // The three seconds are over, or it listened no more.
      } finally {
        boolean _ = limit.cancel();
      }
    }
  }

  /// It would open the closing door whenever somebody leaves, and send away who is taken in. To
  /// stop it is not enough: the connector has told its selectors of it at the start, and tells them
  /// no more.
  private static void noLimit(ServerConnector server) {
    for (NetworkConnectionLimit limit : server.getBeans(NetworkConnectionLimit.class)) {
      boolean _ = server.getSelectorManager().removeEventListener(limit);
    }
  }

  private static InetSocketAddress address(ServerSocketChannel listening) throws IOException {
    var address = (InetSocketAddress) listening.getLocalAddress();
    return address.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
        : address;
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
