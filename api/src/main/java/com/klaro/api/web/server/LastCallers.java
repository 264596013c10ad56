package com.klaro.api.web.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;

/// Those who are connected as far as their own system knows, and wait for the server to take them
/// in: closing the listening socket resets them, with the request they have sent.
///
/// Jetty cannot take in what waits and then close, so this does. A connection whose handshake comes
/// between the last look and the closing is still reset; no program can help that.
final class LastCallers {

  private static final long LONGEST_MILLIS = 3_000;

  /// How long nobody may have come before the door is closed. On a busy machine, and on any
  /// network, the end of a handshake reaches us later than its caller is told that it is connected.
  private static final Duration QUIET = Duration.ofMillis(20);

  /// Where somebody comes all the time there is no quiet to wait for.
  private static final Duration WAITED_FOR = Duration.ofMillis(250);

  private LastCallers() {}

  /// Returns when everybody who had come is taken in, as far as three seconds are enough; nobody is
  /// after.
  static void takeIn(Connector connector) throws InterruptedException {
    if (connector instanceof ServerConnector server
        && server.getTransport() instanceof ServerSocketChannel listening) {
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
        takeInAll(listening, server);
      } catch (IOException closed) {
        // The second is over, or it listened no more.
      } finally {
        boolean _ = limit.cancel();
      }
    }
  }

  private static void takeInAll(ServerSocketChannel listening, ServerConnector server)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long last = begun;
    while (true) {
      SocketChannel caller = listening.accept();
      if (caller != null) {
        takeIn(caller, server);
        last = System.nanoTime();
      } else if (since(last).compareTo(QUIET) >= 0 || since(begun).compareTo(WAITED_FOR) >= 0) {
        return;
      } else {
        Thread.sleep(1);
      }
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
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
