package com.klaro.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One request, put together step by step and sent over a connection that is kept.
public final class Call {

  private final HttpClient kept;
  private final HttpRequest.Builder request;
  private final String method;
  private byte @Nullable [] body;
  private boolean apart;

  private Call(HttpClient kept, String method, String address) {
    this.kept = kept;
    this.method = method;
    request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60));
    Object _ = request.header("X-Request-Id", "the-request-of-a-test");
  }

  static Call over(HttpClient kept, int port, String method, String path) {
    return new Call(kept, method, "http://127.0.0.1:" + port + path);
  }

  public Call bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  public Call header(String name, String value) {
    Object _ = request.header(name, value);
    return this;
  }

  public Call json(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8)).header("Content-Type", "application/json");
  }

  /// A body without a type.
  public Call bytes(byte[] sent) {
    body = sent;
    return this;
  }

  /// On a connection of its own: the server closes one on which it met a malformed request, maybe
  /// while it is taken again.
  public Call apart() {
    apart = true;
    return this;
  }

  public Answer send() {
    if (!apart) {
      return send(kept);
    }
    try (HttpClient own = client()) {
      return send(own);
    }
  }

  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  private Answer send(HttpClient client) {
    Object _ =
        request.method(
            method,
            body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body));
    try {
      return Answer.of(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException broken) {
      throw new AssertionError("No answer to " + method, broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }
}
