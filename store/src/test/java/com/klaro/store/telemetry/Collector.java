package com.klaro.store.telemetry;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/// An OTLP/HTTP receiver. It keeps what came both as raw text, in which whatever a span said is
/// found, and as spans.
public final class Collector implements AutoCloseable {

  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final List<Received> spans = new CopyOnWriteArrayList<>();

  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          byte[] raw = exchange.getRequestBody().readAllBytes();
          boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
          try (InputStream body =
              gzip
                  ? new GZIPInputStream(new ByteArrayInputStream(raw))
                  : new ByteArrayInputStream(raw)) {
            byte[] plain = body.readAllBytes();
            bodies.add(new String(plain, StandardCharsets.ISO_8859_1));
            spans.addAll(OtlpMessage.spans(plain));
          }
          paths.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /// @param parent empty for the first of a trace
  /// @param failure what its status says; empty when it did not fail
  /// @param service `service.name` of the program that sent it
  public record Received(
      String trace,
      String id,
      String parent,
      String name,
      Map<String, String> attributes,
      String failure,
      String service) {}

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public TelemetrySettings settings() {
    return new TelemetrySettings(URI.create(address()), false, null);
  }

  public List<String> paths() {
    return paths;
  }

  /// In the order of their arrival, which is that of their ends.
  public List<Received> spans() {
    return List.copyOf(spans);
  }

  /// The one span of this name.
  public Received span(String name) {
    List<Received> named = spans.stream().filter(span -> span.name().equals(name)).toList();
    if (named.size() != 1) {
      throw new AssertionError("Not one " + name + " in " + spans);
    }
    return named.getFirst();
  }

  public String all() {
    return String.join("\n", bodies);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
