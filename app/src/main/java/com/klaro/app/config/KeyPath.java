package com.klaro.app.config;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.stream.Collectors;

/// Turns what the parser complains about into a key and a reason, without the value.
final class KeyPath {

  private KeyPath() {}

  /// As in `.apiKey` or `.hosts.0.name`; empty for the section itself.
  static String of(JsonMappingException wrong) {
    return wrong.getPath().stream()
        .map(step ->
            "."
                + (step.getFieldName() == null
                    ? String.valueOf(step.getIndex())
                    : step.getFieldName()))
        .collect(Collectors.joining());
  }

  static String reason(JsonMappingException wrong) {
    return switch (wrong) {
      case UnrecognizedPropertyException _ -> "there is no such key";
      // Thrown by our own values; they know not to repeat what they refuse.
      case ValueInstantiationException refused
          when refused.getCause() != null && refused.getCause().getMessage() != null ->
          refused.getCause().getMessage();
      default -> "this value does not fit here";
    };
  }
}
