package com.klaro.app.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Requests as bytes over kept connections, of whose answers only the status is of interest: a
/// client that shares its cores with what it measures, and takes next to nothing of them.
final class RawClient implements AutoCloseable {

  private static final String LENGTH = "content-length:";
  private static final int PATIENCE_MILLIS = 60_000;

  /// Less than whoever listens keeps a connection that nobody uses.
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final int port;
  private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();

  RawClient(int port) {
    this.port = port;
  }

  byte[] request(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(path, port, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    var request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  int status(byte[] request) {
    try {
      Kept connection = connection();
      int status = connection.status(request);
      idle.addFirst(new Idle(connection, System.nanoTime()));
      return status;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Kept connection() throws IOException {
    Idle last = idle.pollFirst();
    if (last == null) {
      return Kept.to(port);
    }
    if (System.nanoTime() - last.since() < KEPT.toNanos()) {
      return last.connection();
    }
    // So are all that were used before it.
    last.connection().close();
    close();
    return Kept.to(port);
  }

  @Override
  public void close() {
    for (Idle one = idle.poll(); one != null; one = idle.poll()) {
      one.connection().close();
    }
  }

  private record Idle(Kept connection, long since) {}

  private record Kept(Socket socket, InputStream answers) {

    static Kept to(int port) throws IOException {
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return new Kept(socket, new BufferedInputStream(socket.getInputStream()));
    }

    int status(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      int status = Integer.parseInt(line().substring("HTTP/1.1 ".length()).substring(0, 3));
      long length = -1;
      for (String header = line(); !header.isEmpty(); header = line()) {
        if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
          length = Long.parseLong(header.substring(LENGTH.length()).strip());
        }
      }
      if (length < 0) {
        throw new IOException("An answer did not say how long it is");
      }
      answers.skipNBytes(length);
      return status;
    }

    private String line() throws IOException {
      var line = new StringBuilder(64);
      for (int next = answers.read(); next != '\n'; next = answers.read()) {
        if (next < 0) {
          throw new IOException("The connection was closed");
        }
        line.append((char) next);
      }
      return line.toString().strip();
    }

    void close() {
      try {
        socket.close();
      } catch (IOException gone) {
        return;
      }
    }
  }
}
