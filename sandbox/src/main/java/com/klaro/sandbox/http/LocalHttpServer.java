package com.klaro.sandbox.http;

import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.CannotStart;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The JDK's own server with a virtual thread per request.
public final class LocalHttpServer implements AutoCloseable {
  private static final int MAX_BODY = 10 * 1024 * 1024;
  private static final int NO_BODY = -1;
  private static final System.Logger LOG = System.getLogger(LocalHttpServer.class.getName());

  static {
    // Otherwise each answer on a kept connection may wait 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Handler handler;

  private LocalHttpServer(HttpServer server, Handler handler) {
    this.server = server;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.handler = handler;
  }

  /// Port 0 means any free one; `what` is named when the port is taken.
  public static LocalHttpServer start(int port, String what, Handler handler) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(LoopbackPort.ADDRESS, port), 0);
      LocalHttpServer started = new LocalHttpServer(server, handler);
      server.createContext("/", started::serve);
      server.setExecutor(started.threads);
      server.start();
      return started;
    } catch (IOException e) {
      throw CannotStart.onPort(port, what, e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// Without a trailing slash.
  public String url() {
    return "http://" + LoopbackPort.HOST + ":" + port();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (reply(exchange)) {
        case Reply.Answer answer -> send(exchange, answer);
        case Reply.Dropped
                _ -> {} // closing the exchange before its headers are sent ends the connection
      }
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    try {
      return handler.answer(read(exchange));
    } catch (Refused refused) {
      return Reply.refused(refused.status(), String.valueOf(refused.getMessage()));
    } catch (RuntimeException defect) {
      // Or the JDK's server would end the connection, and keep what happened to itself.
      LOG.log(System.Logger.Level.ERROR, "A request failed", defect);
      return Reply.refused(500, "The server failed; what happened is in its log.");
    }
  }

  private static Request read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new Refused(413, "The body is larger than 10 MB.");
    }
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    Request request =
        new Request(
            exchange.getRequestMethod(),
            path,
            query == null ? "" : query,
            headers,
            Content.of(body),
            Map.of());
    LocalCallers.check(request);
    return request;
  }

  private static void send(HttpExchange exchange, Reply.Answer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    boolean empty = answer.body().length() == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), empty ? NO_BODY : answer.body().length());
    if (!empty) {
      exchange.getResponseBody().write(answer.body().bytes());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
