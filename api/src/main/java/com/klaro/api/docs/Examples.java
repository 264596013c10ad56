package com.klaro.api.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.api.web.body.RecordShape;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.json.KebabEnums;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One example of each of our records: every required field, and those optional ones for which the
/// record gives an example.
final class Examples {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Examples() {}

  static JsonNode of(Type type) {
    if (type instanceof ParameterizedType generic
        && Collection.class.isAssignableFrom((Class<?>) generic.getRawType())) {
      return NODES.arrayNode().add(of(generic.getActualTypeArguments()[0]));
    }
    if (!(type instanceof Class<?> raw)) {
      return NODES.objectNode();
    }
    RecordComponent only = RecordShape.delegate(raw);
    if (only != null) {
      return of(only.getGenericType());
    }
    if (!raw.isRecord()) {
      return scalar(raw);
    }
    ObjectNode example = NODES.objectNode();
    for (RecordComponent component : raw.getRecordComponents()) {
      @Nullable Described described = component.getAnnotation(Described.class);
      if (described != null && !described.example().isEmpty()) {
        example.set(component.getName(), written(described.example(), component.getType()));
      } else if (Schemas.isRequired(component)) {
        example.set(component.getName(), of(component.getGenericType()));
      }
    }
    return example;
  }

  static ObjectNode page(Type item) {
    ObjectNode page = NODES.objectNode();
    page.putArray("items").add(of(item));
    return page.putNull("nextCursor");
  }

  private static JsonNode written(String example, Class<?> type) {
    if (Collection.class.isAssignableFrom(type)) {
      return NODES.arrayNode().add(example);
    }
    if (Map.class.isAssignableFrom(type)) {
      return json(example);
    }
    return type.isPrimitive() || Number.class.isAssignableFrom(type)
        ? NODES.numberNode(Long.parseLong(example))
        : NODES.textNode(example);
  }

  private static JsonNode json(String example) {
    try {
      return new ObjectMapper().readTree(example);
    } catch (JsonProcessingException wrong) {
      throw new IllegalStateException("An example of an object is JSON: " + example, wrong);
    }
  }

  private static JsonNode scalar(Class<?> raw) {
    if (raw.isEnum()) {
      return NODES.textNode(KebabEnums.kebab((Enum<?>) raw.getEnumConstants()[0]));
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return NODES.booleanNode(true);
    }
    if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
      return NODES.numberNode(1);
    }
    if (raw == UUID.class) {
      return NODES.textNode("0199c6a0-7c1e-7d3a-9f60-3c4b5a697887");
    }
    return NODES.textNode(raw == Instant.class ? "2026-01-31T09:30:00Z" : "text");
  }
}
