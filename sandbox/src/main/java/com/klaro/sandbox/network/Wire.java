package com.klaro.sandbox.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// One connection through the proxy: two directions, each carried by a virtual thread.
final class Wire {
  private static final int CHUNK = 16 * 1024;

  private final Socket client;
  private final Socket server;
  private final Switch state;
  private long replied;

  Wire(Socket client, Socket server, Switch state) {
    this.client = client;
    this.server = server;
    this.state = state;
  }

  void run(Runnable atTheEnd) throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    AtomicInteger open = new AtomicInteger(2);
    Runnable end =
        () -> {
          if (open.decrementAndGet() == 0) {
            close();
            atTheEnd.run();
          }
        };
    Thread.ofVirtual().start(() -> carry(client, server, false, end));
    Thread.ofVirtual().start(() -> carry(server, client, true, end));
  }

  private void carry(Socket from, Socket to, boolean replies, Runnable end) {
    byte[] buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int allowed = allowed(read, replies);
        out.write(buffer, 0, allowed);
        if (allowed < read || exhausted(replies)) {
          close();
          return;
        }
      }
      to.shutdownOutput(); // one side may be done speaking and still listen
    } catch (IOException _) {
      close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      close();
    } finally {
      end.run();
    }
  }

  private int allowed(int read, boolean replies) throws InterruptedException {
    Fault fault = state.whenNotStalled();
    if (!replies) {
      return read;
    }
    int allowed =
        fault instanceof Fault.CloseAfter(long limit) ? Math.clamp(limit - replied, 0, read) : read;
    replied += allowed;
    return allowed;
  }

  private boolean exhausted(boolean replies) {
    return replies && state.now() instanceof Fault.CloseAfter(long limit) && replied >= limit;
  }

  void reset() {
    try {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException _) {
      // it is closed already
    }
    close();
  }

  void close() {
    try (client;
        server) {
      // both ends, whichever fails
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
