package com.klaro.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A plain HTTP client for the servers under test.
public record Caller(HttpClient client, String base) implements AutoCloseable {
  public static Caller of(String base) {
    return new Caller(HttpClient.newHttpClient(), base);
  }

  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  public JsonNode json(String path) throws IOException, InterruptedException {
    return Json.parse(get(path).body());
  }

  @Override
  public void close() {
    client.close();
  }
}
