package com.klaro.activities.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A mail server without extensions that agrees to everything and remembers the lines it heard.
final class AsciiServer implements AutoCloseable {

  private final ServerSocket listener;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  AsciiServer() throws IOException {
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  List<String> lines() {
    return lines;
  }

  private void serve() {
    try (Socket client = listener.accept()) {
      var in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      String reply = "220 localhost\r\n";
      do {
        client.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
        String line = in.readLine();
        if (line == null) {
          return;
        }
        lines.add(line);
        reply = line.equals("DATA") ? "354 go on\r\n" : "250 fine\r\n";
      } while (true);
    } catch (IOException _) {
      lines.add("");
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
