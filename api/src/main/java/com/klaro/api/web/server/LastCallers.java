package com.klaro.api.web.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;

/// Those who are connected as far as their own system knows, and wait for the server to take them
/// in: closing the listening socket resets them, with the request they have sent. Ending also
/// interrupts the threads that take them in, and what such a thread has just been given is lost.
///
/// Jetty cannot take in what waits and then close, so this does. Only a connection whose handshake
/// is under way while the socket closes is still reset; no program can help that.
final class LastCallers {

  private static final long LONGEST_MILLIS = 1_000;

  private LastCallers() {}

  /// Returns when everybody who had come before it was called is taken in; nobody is after.
  static void takeIn(Connector connector) {
    if (connector instanceof ServerConnector server
        && server.getTransport() instanceof ServerSocketChannel listening) {
      server.setAccepting(false);
      var limit =
          connector
              .getScheduler()
              .schedule(() -> IO.close(listening), LONGEST_MILLIS, TimeUnit.MILLISECONDS);
      List<SocketChannel> knocks = new ArrayList<>();
      try {
        takeIn(server, listening, knock(server, listening, knocks));
      } catch (IOException closed) {
        return;
      } finally {
        limit.cancel();
        knocks.forEach(IO::close);
      }
    }
  }

  /// Callers are served in their order, so whoever meets one of these has met all who came before.
  /// A thread of the server that waits already takes one more: one knock for each, and one for us.
  private static Set<SocketAddress> knock(
      ServerConnector server, ServerSocketChannel listening, List<SocketChannel> knocks)
      throws IOException {
    var address = (InetSocketAddress) listening.getLocalAddress();
    InetAddress host =
        address.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress()
            : address.getAddress();
    Set<SocketAddress> from = new HashSet<>();
    for (int i = 0; i <= server.getAcceptors(); i++) {
      SocketChannel knock = SocketChannel.open();
      knocks.add(knock);
      // Where many wait there may be no room for one more until the first are taken in.
      knock.configureBlocking(false);
      boolean _ = knock.connect(new InetSocketAddress(host, address.getPort()));
      from.add(knock.getLocalAddress());
    }
    return from;
  }

  private static void takeIn(
      ServerConnector server, ServerSocketChannel listening, Set<SocketAddress> knocks)
      throws IOException {
    while (true) {
      SocketChannel caller = listening.accept();
      if (knocks.contains(caller.getRemoteAddress())) {
        listening.close();
        caller.close();
        return;
      }
      caller.configureBlocking(false);
      caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
      server.getSelectorManager().accept(caller);
    }
  }
}
