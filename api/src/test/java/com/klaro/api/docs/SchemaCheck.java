package com.klaro.api.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// Holds a value against a JSON Schema of the document. Knows the words the document uses, and
/// fails on any other rather than pass it over.
public final class SchemaCheck {

  private static final Set<String> SILENT = Set.of("description", "default", "example");

  private final JsonNode document;
  private final List<String> wrong = new ArrayList<>();

  private SchemaCheck(JsonNode document) {
    this.document = document;
  }

  /// What does not fit, with its place; empty when all does.
  public static List<String> of(JsonNode document, JsonNode schema, JsonNode value) {
    var check = new SchemaCheck(document);
    check.fits(schema, value, "$");
    return check.wrong;
  }

  private void fits(JsonNode schema, JsonNode value, String at) {
    for (var word : schema.properties()) {
      JsonNode asked = word.getValue();
      boolean holds =
          switch (word.getKey()) {
            case "$ref" -> {
              fits(document.at(asked.asText().substring(1)), value, at);
              yield document.at(asked.asText().substring(1)).isObject();
            }
            case "allOf" -> {
              asked.forEach(part -> fits(part, value, at));
              yield true;
            }
            case "anyOf" -> stream(asked).anyMatch(part -> of(document, part, value).isEmpty());
            case "type" ->
                asked.isArray()
                    ? stream(asked).anyMatch(it -> is(it.asText(), value))
                    : is(asked.asText(), value);
            case "enum" -> value.isNull() || stream(asked).anyMatch(value::equals);
            case "const" -> asked.asText().equals(value.asText());
            case "required" -> stream(asked).allMatch(it -> value.has(it.asText()));
            case "properties" -> {
              value
                  .properties()
                  .forEach(it -> {
                    if (asked.has(it.getKey())) {
                      fits(asked.get(it.getKey()), it.getValue(), at + "." + it.getKey());
                    }
                  });
              yield true;
            }
            case "additionalProperties" -> {
              if (asked.isObject()) {
                value
                    .properties()
                    .forEach(it -> fits(asked, it.getValue(), at + "." + it.getKey()));
                yield true;
              }
              yield value.properties().stream()
                  .allMatch(it -> schema.path("properties").has(it.getKey()));
            }
            case "items" -> {
              value.forEach(it -> fits(asked, it, at + "[]"));
              yield true;
            }
            case "minLength" -> !value.isTextual() || length(value) >= asked.asInt();
            case "maxLength" -> !value.isTextual() || length(value) <= asked.asInt();
            case "minItems" -> value.size() >= asked.asInt();
            case "maxItems" -> value.size() <= asked.asInt();
            case "minimum" -> value.asLong() >= asked.asLong();
            case "maximum" -> value.asLong() <= asked.asLong();
            case "pattern" -> Pattern.compile(asked.asText()).matcher(value.asText()).find();
            case "format" -> value.isNull() || isFormed(asked.asText(), value);
            default -> SILENT.contains(word.getKey());
          };
      if (!holds) {
        wrong.add(at + ": " + word.getKey() + " " + asked + " does not hold for " + value);
      }
    }
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }

  private static boolean isFormed(String format, JsonNode value) {
    String text = value.asText();
    return switch (format) {
      case "uuid" -> UUID.fromString(text).toString().equals(text);
      case "date-time" -> !Instant.parse(text).equals(Instant.MIN);
      case "email" -> text.contains("@");
      case "int32" -> value.canConvertToInt();
      case "int64" -> value.canConvertToLong();
      case "password" -> true;
      default -> false;
    };
  }

  private static int length(JsonNode value) {
    return value.asText().codePointCount(0, value.asText().length());
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
