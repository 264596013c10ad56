package com.klaro.api.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Bytes onto a socket and back: a client library would not send what these tests must send.
public final class RawHttp {

  private RawHttp() {}

  /// @param whole whether the body had its end, where it has one of its own
  public record Answer(int status, Map<String, String> headers, String body, boolean whole) {

    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public JsonNode json() throws IOException {
      return new ObjectMapper().readTree(body);
    }

    public String type() throws IOException {
      return json().path("type").asText();
    }

    public String field(int index) throws IOException {
      return json().path("errors").path(index).path("field").asText();
    }
  }

  /// Header lines, then an empty string, then the body; `Host` and `Connection: close` are added.
  public static Answer send(int port, String... lines) throws IOException {
    StringBuilder message =
        new StringBuilder(lines[0]).append("\r\nHost: localhost\r\nConnection: close\r\n");
    boolean inBody = false;
    for (int i = 1; i < lines.length; i++) {
      if (!inBody && lines[i].isEmpty()) {
        inBody = true;
        String body = lines[i + 1];
        message
            .append("Content-Length: ")
            .append(body.getBytes(StandardCharsets.UTF_8).length)
            .append("\r\n\r\n")
            .append(body);
        break;
      }
      message.append(lines[i]).append("\r\n");
    }
    if (!inBody) {
      message.append("\r\n");
    }
    return exchange(
        port,
        InetAddress.getLoopbackAddress(),
        message.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static Answer exchange(int port, String message) throws IOException {
    return exchange(
        port, InetAddress.getLoopbackAddress(), message.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static Answer exchange(int port, InetAddress from, byte[] message) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
      socket.setSoTimeout(40_000);
      try {
        OutputStream out = socket.getOutputStream();
        out.write(message);
        out.flush();
      } catch (IOException closedWhileSending) {
        // The server may answer and close before it has read everything.
      }
      return parse(all(socket));
    }
  }

  private static byte[] all(Socket socket) {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (IOException reset) {
      // What came before a reset is the answer.
    }
    return bytes.toByteArray();
  }

  private static Answer parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int split = text.indexOf("\r\n\r\n");
    if (split < 0) {
      return new Answer(0, Map.of(), new String(bytes, StandardCharsets.UTF_8), false);
    }
    String[] head = text.substring(0, split).split("\r\n");
    byte[] rest = Arrays.copyOfRange(bytes, split + 4, bytes.length);
    int status = Integer.parseInt(head[0].split(" ")[1]);
    if (status == 100) {
      return parse(rest);
    }
    Map<String, String> headers = headers(head);
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return new Answer(status, headers, new String(rest, StandardCharsets.UTF_8), true);
    }
    var body = new ByteArrayOutputStream();
    boolean whole = putTogether(rest, body);
    return new Answer(status, headers, body.toString(StandardCharsets.UTF_8), whole);
  }

  private static Map<String, String> headers(String[] head) {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < head.length; i++) {
      String[] halves = head[i].split(": *", 2);
      headers.merge(
          halves[0].toLowerCase(Locale.ROOT),
          halves.length > 1 ? halves[1] : "",
          (a, b) -> a + ", " + b);
    }
    return headers;
  }

  /// Whether the last chunk came (RFC 9112 §7.1).
  private static boolean putTogether(byte[] chunks, ByteArrayOutputStream body) {
    String text = new String(chunks, StandardCharsets.ISO_8859_1);
    int at = 0;
    int end;
    while ((end = text.indexOf("\r\n", at)) >= 0) {
      int length = Integer.parseInt(text.substring(at, end), 16);
      if (length == 0) {
        return true;
      }
      body.write(chunks, end + 2, Math.min(length, chunks.length - end - 2));
      at = end + 2 + length + 2;
    }
    return false;
  }
}
