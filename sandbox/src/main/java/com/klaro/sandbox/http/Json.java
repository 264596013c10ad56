package com.klaro.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/// JSON as trees: what the providers say is theirs and has no types of ours.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array(List<? extends JsonNode> items) {
    return MAPPER.createArrayNode().addAll(items);
  }

  /// The body as a JSON object; anything else is refused with 400.
  public static ObjectNode body(Request request) {
    try {
      if (MAPPER.readTree(request.body().bytes()) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException _) {
      // said below
    }
    throw new Refused(400, "The body must be a JSON object.");
  }

  public static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }
}
