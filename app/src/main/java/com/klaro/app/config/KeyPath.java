package com.klaro.app.config;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /// Key and reason; the key once, where our own values begin with it or with one of the same
  /// section.
  static String withKey(String key, JsonMappingException wrong) {
    String reason = reason(wrong);
    int dot = key.indexOf('.');
    String section = dot < 0 ? key : key.substring(0, dot);
    return reason.startsWith(section + ".") || reason.startsWith(section + ":")
        ? reason
        : key + ": " + reason;
  }

  private static String reason(JsonMappingException wrong) {
    return switch (wrong) {
      case UnrecognizedPropertyException unknown ->
          "there is no such key; known are "
              + unknown.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", "));
      // Thrown by our own values; they know not to repeat what they refuse.
      case ValueInstantiationException refused
          when refused.getCause() != null && refused.getCause().getMessage() != null ->
          refused.getCause().getMessage();
      case MismatchedInputException mismatch ->
          "this value does not fit here" + expected(mismatch.getTargetType());
      default -> "this value does not fit here";
    };
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "";
    }
    if (type.isEnum()) {
      return "; one of " + words(type) + " is expected";
    }
    if (type == Duration.class) {
      return "; a duration is expected, such as PT24H, PT0.5S or P7D";
    }
    if (type == int.class || type == long.class) {
      return "; a whole number is expected";
    }
    if (type == double.class) {
      return "; a number is expected";
    }
    if (type == boolean.class) {
      return "; true or false is expected";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "; a list is expected, such as [a, b]";
    }
    return type == URI.class ? "; an address is expected, such as https://app.example.com" : "";
  }

  /// As they are written in a file.
  private static String words(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> Layer.YAML.convertValue(constant, String.class))
        .collect(Collectors.joining(", "));
  }
}
