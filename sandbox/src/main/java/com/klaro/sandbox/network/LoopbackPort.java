package com.klaro.sandbox.network;

import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/// Ports on 127.0.0.1. Nothing of the sandbox is meant to be reached from another machine.
public final class LoopbackPort {
  public static final String HOST = "127.0.0.1";
  public static final InetAddress ADDRESS = InetAddress.ofLiteral(HOST);

  private LoopbackPort() {}

  /// A port nobody listens on now. Another program may take it before it is used: there is no way
  /// to reserve one for a server in another process.
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, ADDRESS)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `port`, or a free one for 0.
  public static int orFree(int port) {
    return port == 0 ? free() : port;
  }

  /// Waits a little, since the server of an ended program gives its port back a moment later, then
  /// refuses.
  public static void awaitFree(int port, Duration patience, String what) {
    if (!Patience.await(patience, () -> isFree(port))) {
      throw new CannotStart(
          "Port "
              + port
              + " for "
              + what
              + " is taken by another program; --port-offset N moves all ports by N");
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(ADDRESS, port), 1);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
