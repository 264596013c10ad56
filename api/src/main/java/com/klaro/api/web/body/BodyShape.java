package com.klaro.api.web.body;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.klaro.api.web.json.KebabEnums;
import com.klaro.api.web.problem.FieldError;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Compares a JSON tree with the record it is meant to become and names every difference at once:
/// unknown fields, missing ones, and scalars of the wrong kind. Jackson alone would stop at the
/// first and turn `1` into `"1"`.
final class BodyShape {

  /// Shorter than any token of ours, lest a misplaced one comes back as the name of a field.
  private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,36}");

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /// Jackson would also read a number, or digits in a string, as seconds since 1970.
  private static final Pattern INSTANT_TEXT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*");

  private static final String INSTANT = "must be an instant in ISO 8601";
  private static final Set<Class<?>> TEXTS =
      Set.of(Duration.class, Period.class, LocalDate.class, URI.class);

  private final List<FieldError> errors;

  BodyShape(List<FieldError> errors) {
    this.errors = errors;
  }

  void check(JsonNode node, JavaType type, String path) {
    Class<?> raw = type.getRawClass();
    if (raw.isRecord()) {
      RecordShape shape = RecordShape.of(raw);
      if (shape.only() == null) {
        checkRecord(node, shape, path);
      } else {
        check(node, shape.only(), path);
      }
    } else if (type.isCollectionLikeType() && Collection.class.isAssignableFrom(raw)) {
      checkItems(node, type.getContentType(), path);
    } else if (!rightKind(node, raw)) {
      add(path, kind(raw));
    } else {
      checkTexts(node, path);
    }
  }

  private void checkRecord(JsonNode node, RecordShape record, String path) {
    if (!node.isObject()) {
      add(path, "must be an object");
      return;
    }
    for (RecordShape.Field field : record.fields()) {
      String where = join(path, field.name());
      JsonNode value = node.get(field.name());
      if (value != null && !value.isNull()) {
        check(value, field.type(), where);
      } else if (field.isRequired()) {
        add(where, "is required");
      }
    }
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!record.has(name)) {
            add(
                SAFE_NAME.matcher(name).matches() ? join(path, name) : path,
                "is not a known field");
          }
        });
  }

  private void checkItems(JsonNode node, JavaType item, String path) {
    if (!node.isArray()) {
      add(path, "must be a list");
      return;
    }
    for (int i = 0; i < node.size(); i++) {
      String where = path + "[" + i + "]";
      if (node.get(i).isNull()) {
        add(where, "is required");
      } else {
        check(node.get(i), item, where);
      }
    }
  }

  /// U+0000 and half a surrogate pair can be written in JSON but not stored as text.
  private void checkTexts(JsonNode node, String path) {
    if (node.isTextual()
        && node.textValue()
            .codePoints()
            .anyMatch(it -> it == 0 || (it >= 0xD800 && it <= 0xDFFF))) {
      add(path, "must not hold characters that are not text");
    }
    node.properties().forEach(it -> checkTexts(it.getValue(), path));
    if (node.isArray()) {
      node.forEach(it -> checkTexts(it, path));
    }
  }

  private static boolean rightKind(JsonNode node, Class<?> raw) {
    if (raw == Instant.class) {
      return node.isTextual() && INSTANT_TEXT.matcher(node.textValue()).matches();
    }
    if (raw == String.class || raw.isEnum() || TEXTS.contains(raw)) {
      return node.isTextual();
    }
    if (raw == UUID.class) {
      return node.isTextual() && UUID_TEXT.matcher(node.textValue()).matches();
    }
    if (raw == int.class || raw == Integer.class) {
      return node.isIntegralNumber() && node.canConvertToInt();
    }
    if (raw == long.class || raw == Long.class) {
      return node.isIntegralNumber() && node.canConvertToLong();
    }
    return (raw != boolean.class && raw != Boolean.class) || node.isBoolean();
  }

  private static String kind(Class<?> raw) {
    if (raw.isEnum()) {
      return oneOf(raw);
    }
    if (raw == UUID.class) {
      return "must be an id";
    }
    if (raw == Instant.class) {
      return INSTANT;
    }
    if (raw == String.class || TEXTS.contains(raw)) {
      return "must be a string";
    }
    return raw == boolean.class || raw == Boolean.class
        ? "must be true or false"
        : "must be a whole number";
  }

  /// What Jackson's refusal means, in our words: its own message quotes what was sent.
  static String expectation(JsonMappingException wrong) {
    Class<?> target =
        wrong instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    if (target != null && target.isEnum()) {
      return oneOf(target);
    }
    return target == Instant.class ? INSTANT : "is not valid";
  }

  private static String oneOf(Class<?> enumType) {
    return Arrays.stream(enumType.getEnumConstants())
        .map(it -> KebabEnums.kebab((Enum<?>) it))
        .collect(Collectors.joining(", ", "must be one of ", ""));
  }

  private void add(String path, String message) {
    errors.add(new FieldError(path.isEmpty() ? "body" : path, message));
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static String path(List<JsonMappingException.Reference> references) {
    String path = "";
    for (JsonMappingException.Reference reference : references) {
      path =
          reference.getFieldName() == null
              ? path + "[" + reference.getIndex() + "]"
              : join(path, reference.getFieldName());
    }
    return path;
  }
}
