package com.klaro.sandbox.mail;

import com.klaro.sandbox.network.LoopbackPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// SMTP by hand, so that a test can send what no mail library would.
final class Smtp implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader replies;

  Smtp(int port) throws IOException {
    socket = new Socket(LoopbackPort.ADDRESS, port);
    socket.setSoTimeout(20_000);
    replies =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    reply();
    say("EHLO test");
  }

  String say(String line) throws IOException {
    write(line + "\r\n");
    return reply();
  }

  /// Sends a whole mail and returns the reply to its end.
  String send(String recipient, String raw) throws IOException {
    return send(recipient, raw.getBytes(StandardCharsets.UTF_8));
  }

  String send(String recipient, byte[] raw) throws IOException {
    say("MAIL FROM:<sender@example.com>");
    say("RCPT TO:<" + recipient + ">");
    say("DATA");
    socket.getOutputStream().write(raw);
    write("\r\n.\r\n");
    return reply();
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private String reply() throws IOException {
    String line = replies.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = replies.readLine();
    }
    return String.valueOf(line);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
