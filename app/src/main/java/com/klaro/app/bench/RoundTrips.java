package com.klaro.app.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between a client and Postgres and counts how often the client speaks after the server
/// did: what is really waited for on the wire, whatever the driver sends together.
final class RoundTrips implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final AtomicLong count = new AtomicLong();

  private RoundTrips(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  static RoundTrips before(int port) {
    try {
      var between = new RoundTrips(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
      Thread.ofVirtual().name("round-trips").start(between::listen);
      return between;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  long count() {
    return count.get();
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listener.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var serverSpoke = new AtomicBoolean(true);
        Thread.ofVirtual()
            .start(() ->
                pass(
                    client,
                    server,
                    () -> {
                      if (serverSpoke.getAndSet(false)) {
                        count.incrementAndGet();
                      }
                    }));
        Thread.ofVirtual().start(() -> pass(server, client, () -> serverSpoke.set(true)));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void pass(Socket from, Socket to, Runnable each) {
    byte[] buffer = new byte[16_384];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        each.run();
        out.write(buffer, 0, length);
        out.flush();
      }
    } catch (IOException ended) {
      return;
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
