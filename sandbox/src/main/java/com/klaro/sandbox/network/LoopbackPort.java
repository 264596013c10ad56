package com.klaro.sandbox.network;

import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/// Ports on 127.0.0.1. Nothing of the sandbox is meant to be reached from another machine.
public final class LoopbackPort {
  public static final String HOST = "127.0.0.1";
  public static final InetAddress ADDRESS = InetAddress.ofLiteral(HOST);

  private static final int FIRST = 30_000;
  private static final int LAST = 32_700;

  private static int next = FIRST + (int) (ProcessHandle.current().pid() * 101 % (LAST - FIRST));

  private LoopbackPort() {}

  /// A port nobody listens on, and no other process that asks here will take: below the range from
  /// which systems give ports to clients.
  public static synchronized int free() {
    for (int tried = 0; tried <= LAST - FIRST; tried++) {
      next = next >= LAST ? FIRST : next + 1;
      if (PortClaims.claim(next)) {
        return next;
      }
    }
    throw new CannotStart("No port from " + FIRST + " to " + LAST + " is free");
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

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(ADDRESS, port), 1);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
