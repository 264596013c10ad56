package com.klaro.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeMap;

/// What came back.
public record Answer(int status, TreeMap<String, String> headers, String body) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// What differs between two answers to the same question. The request id does not: callers send
  /// one.
  private static final Set<String> PASSING = Set.of("date", "ratelimit");

  static Answer of(HttpResponse<String> response) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
    return new Answer(response.statusCode(), headers, response.body());
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public JsonNode json() {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("Not JSON: " + body, malformed);
    }
  }

  public String text(String field) {
    return json().path(field).asText();
  }

  /// The last segment of a problem's type; empty when this is none.
  public String problem() {
    return header("Content-Type").equals("application/problem+json")
        ? text("type").replaceFirst(".*/", "")
        : "";
  }

  /// The field of a problem's first error.
  public String field() {
    return json().path("errors").path(0).path("field").asText();
  }

  /// All that a client can compare.
  public String bytes() {
    var visible = new TreeMap<String, String>(headers);
    visible.keySet().removeIf(name -> PASSING.contains(name.toLowerCase(java.util.Locale.ROOT)));
    return status + " " + visible + "\n" + body;
  }
}
