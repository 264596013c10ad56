package com.klaro.api.web.limit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/// Bounds what a client holds by being connected alone, which no limit on requests sees: how many
/// connections, and how long one may take to say what it wants.
///
/// Proxies we trust are not counted, because everybody comes through them.
public final class PeerConnections implements Connection.Listener {

  private final int most;
  private final Duration patience;
  private final List<Cidr> proxies;
  private final Scheduler scheduler;
  private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

  /// @param most connections of one `Peer#block` at once
  /// @param patience between two looks at a connection: one that received bytes in between, and
  ///   neither completed the head of a request nor waits for an answer, is closed. So a head may
  ///   take up to twice as long.
  public PeerConnections(int most, Duration patience, List<Cidr> proxies, Scheduler scheduler) {
    this.most = most;
    this.patience = patience;
    this.proxies = List.copyOf(proxies);
    this.scheduler = scheduler;
  }

  @Override
  public void onOpened(Connection connection) {
    if (isCounted(connection) && open.merge(block(connection), 1, Integer::sum) > most) {
      connection.close();
    }
    if (connection instanceof HttpConnection http) {
      watch(http, new Seen(0, 0));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (isCounted(connection)) {
      open.computeIfPresent(block(connection), (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private record Seen(long requests, long bytes) {}

  private void watch(HttpConnection connection, Seen before) {
    scheduler.schedule(
        () -> {
          if (!connection.getEndPoint().isOpen()) {
            return;
          }
          var now = new Seen(connection.getMessagesIn(), connection.getBytesIn());
          boolean isAnswering = connection.getMessagesOut() < now.requests();
          if (!isAnswering && now.requests() == before.requests() && now.bytes() > before.bytes()) {
            connection.getEndPoint().close();
          } else {
            watch(connection, now);
          }
        },
        patience.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /// With TLS two connections stand on one socket; the lower one is counted.
  private boolean isCounted(Connection connection) {
    return connection.getEndPoint() instanceof SocketChannelEndPoint
        && !Cidr.anyContains(proxies, address(connection));
  }

  private static String block(Connection connection) {
    return Peer.of(address(connection)).block();
  }

  private static InetAddress address(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress socket
        ? socket.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
