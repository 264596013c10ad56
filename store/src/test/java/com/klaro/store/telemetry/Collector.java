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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/// An OTLP/HTTP receiver that keeps the raw bodies: whatever a span said is in them as text.
final class Collector implements AutoCloseable {

  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();

  Collector() throws IOException {
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
            bodies.add(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
          }
          paths.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  TelemetrySettings settings() {
    return new TelemetrySettings(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), false, null);
  }

  List<String> paths() {
    return paths;
  }

  String all() {
    return String.join("\n", bodies);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
