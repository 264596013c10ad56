package com.klaro.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Calls one base URL with JSON. Immutable: `as` and `with` give another client on the same
/// connections.
public final class ApiClient {

  private static final MediaType JSON = MediaType.get("application/json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final OkHttpClient http;
  private final HttpUrl base;
  private final Map<String, String> headers;

  private ApiClient(OkHttpClient http, HttpUrl base, Map<String, String> headers) {
    this.http = http;
    this.base = base;
    this.headers = headers;
  }

  public static ApiClient of(OkHttpClient http, String base) {
    return new ApiClient(http, HttpUrl.get(base), Map.of());
  }

  /// With this access token.
  public ApiClient as(String accessToken) {
    return with("Authorization", "Bearer " + accessToken);
  }

  public ApiClient with(String header, String value) {
    var more = new TreeMap<>(headers);
    more.put(header, value);
    return new ApiClient(http, base, more);
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, Map<String, ?> fields) {
    return send("POST", path, json(fields));
  }

  public Answer patch(String path, Map<String, ?> fields) {
    return send("PATCH", path, json(fields));
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /// @param body sent as it is, with the media type it carries
  public Answer send(String method, String path, @Nullable RequestBody body) {
    HttpUrl url = base.resolve(path);
    if (url == null) {
      throw new IllegalArgumentException("not a path: " + path);
    }
    var request = new Request.Builder().url(url).method(method, body);
    headers.forEach(request::header);
    try (Response response = http.newCall(request.build()).execute()) {
      var names = new TreeMap<String, String>();
      response
          .headers()
          .forEach(header ->
              names.put(header.component1().toLowerCase(Locale.ROOT), header.component2()));
      return new Answer(response.code(), parsed(response.body().string()), names);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static RequestBody json(Map<String, ?> fields) {
    try {
      return RequestBody.create(MAPPER.writeValueAsBytes(fields), JSON);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static JsonNode parsed(String text) throws IOException {
    return text.startsWith("{") || text.startsWith("[")
        ? MAPPER.readTree(text)
        : MissingNode.getInstance();
  }
}
