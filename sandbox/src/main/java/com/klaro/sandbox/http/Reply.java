package com.klaro.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// What goes back to the caller.
public sealed interface Reply {
  /// A complete answer.
  record Answer(int status, Map<String, String> headers, Content body) implements Reply {
    public Answer with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Answer(status, more, body);
    }
  }

  /// The connection ends without an answer.
  record Dropped() implements Reply {}

  static Answer json(int status, JsonNode content) {
    return of(status, "application/json", Content.of(content.toString()));
  }

  static Answer html(String content) {
    return of(200, "text/html; charset=utf-8", Content.of(content));
  }

  static Answer text(String content) {
    return of(200, "text/plain; charset=utf-8", Content.of(content));
  }

  static Answer nothing() {
    return new Answer(204, Map.of(), Content.EMPTY);
  }

  static Answer refused(int status, String message) {
    return json(status, Json.object().put("error", message));
  }

  static Answer of(int status, String contentType, Content body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }
}
