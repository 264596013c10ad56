package com.klaro.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/// One HTTP answer.
///
/// @param body JSON, or a missing node when there was none
/// @param headers names in lower case
public record Answer(int status, JsonNode body, Map<String, String> headers) {

  /// The last segment of a problem's `type`, or the empty string.
  public String problem() {
    String type = body.path("type").asText("");
    return type.substring(type.lastIndexOf('/') + 1);
  }

  public String text(String field) {
    return body.path(field).asText("");
  }

  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /// @throws Unexpected when the status is another one
  public Answer expect(int wanted) {
    if (status != wanted) {
      throw new Unexpected("expected " + wanted + ", got " + status + " " + problem());
    }
    return this;
  }

  /// The program did not do what this client relies on. Never carries a body.
  public static final class Unexpected extends RuntimeException {
    public Unexpected(String message) {
      super(message);
    }
  }
}
