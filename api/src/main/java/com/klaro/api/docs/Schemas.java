package com.klaro.api.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.api.web.body.RecordShape;
import com.klaro.api.web.json.AtLeastOne;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.json.KebabEnums;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// JSON Schemas of our records: required is what is not `@Nullable`, limits are what `@Described`
/// says, closed is closed.
final class Schemas {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, ObjectNode> components = new TreeMap<>();
  private final Map<String, Class<?>> owners = new TreeMap<>();

  ObjectNode components() {
    ObjectNode all = NODES.objectNode();
    components.forEach(all::set);
    return all;
  }

  ObjectNode of(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      Type[] arguments = generic.getActualTypeArguments();
      if (Collection.class.isAssignableFrom(raw)) {
        return NODES.objectNode().put("type", "array").set("items", of(arguments[0]));
      }
      if (Map.class.isAssignableFrom(raw)) {
        return NODES
            .objectNode()
            .put("type", "object")
            .set("additionalProperties", of(arguments[1]));
      }
    }
    if (!(type instanceof Class<?> raw)) {
      return NODES.objectNode();
    }
    RecordComponent only = RecordShape.delegate(raw);
    if (only != null) {
      return of(only.getGenericType());
    }
    return raw.isRecord() ? reference(raw) : scalar(raw);
  }

  ObjectNode page(Type item) {
    ObjectNode page = NODES.objectNode().put("type", "object");
    page.putArray("required").add("items").add("nextCursor");
    ObjectNode properties = page.putObject("properties");
    properties.putObject("items").put("type", "array").set("items", of(item));
    properties.putObject("nextCursor").putArray("type").add("string").add("null");
    return page;
  }

  private ObjectNode reference(Class<?> record) {
    String name = name(record);
    if (!components.containsKey(name)) {
      ObjectNode schema = NODES.objectNode().put("type", "object");
      components.put(name, schema);
      fill(schema, record);
    }
    return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  /// A nested record of one word, such as `Request`, says too little by itself, and nested records
  /// of different resources may share a longer name; then a name begins with where the record
  /// lives.
  private String name(Class<?> record) {
    String name = record.getSimpleName();
    Class<?> outer = record.getEnclosingClass();
    if (outer != null && name.matches("[A-Z][a-z]+") && !home(outer).equals(name)) {
      name = home(outer) + name;
    }
    Class<?> owner = owners.putIfAbsent(name, record);
    if (owner == null || owner == record) {
      return name;
    }
    String longer =
        (outer == null ? record.getPackageName().replaceFirst(".*\\.", "") : home(outer)) + name;
    owners.put(longer, record);
    return longer;
  }

  private static String home(Class<?> outer) {
    return outer.getSimpleName().replaceFirst("(Resource|Answer|Options)$", "");
  }

  private void fill(ObjectNode schema, Class<?> record) {
    ArrayNode required = NODES.arrayNode();
    ObjectNode properties = NODES.objectNode();
    for (RecordComponent component : record.getRecordComponents()) {
      ObjectNode property = of(component.getGenericType());
      described(property, component.getAnnotation(Described.class));
      if (isRequired(component)) {
        required.add(component.getName());
      } else if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)
          && property.get("type") != null
          && property.get("type").isTextual()) {
        String type = property.get("type").textValue();
        property.putArray("type").add(type).add("null");
      }
      properties.set(component.getName(), property);
    }
    schema.set("required", required);
    schema.set("properties", properties);
    schema.put("additionalProperties", false);
    AtLeastOne needed = record.getAnnotation(AtLeastOne.class);
    if (needed != null) {
      schema.set("anyOf", eachOf(record, needed));
    }
  }

  /// One that is null is missing.
  private ArrayNode eachOf(Class<?> record, AtLeastOne needed) {
    ArrayNode each = NODES.arrayNode();
    for (String field : needed.value()) {
      RecordComponent component =
          Arrays.stream(record.getRecordComponents())
              .filter(it -> it.getName().equals(field))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(record + " has no " + field));
      ObjectNode one = each.addObject();
      one.putArray("required").add(field);
      one.putObject("properties").set(field, of(component.getGenericType()));
    }
    return each;
  }

  /// Not so where the record leaves out what is empty.
  static boolean isRequired(RecordComponent component) {
    @Nullable JsonInclude written = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
    boolean leftOut =
        written != null
            && written.value() == JsonInclude.Include.NON_EMPTY
            && Collection.class.isAssignableFrom(component.getType());
    return !leftOut && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static void described(ObjectNode property, @Nullable Described described) {
    if (described == null) {
      return;
    }
    if (!described.as().isEmpty()) {
      property.put("description", described.as());
    }
    if (described.min() > 0) {
      property.put("minLength", described.min());
    }
    if (described.max() < Integer.MAX_VALUE) {
      property.put("maxLength", described.max());
    }
    if (!described.format().isEmpty()) {
      property.put("format", described.format());
    }
    if (described.oneOf().length > 0) {
      Arrays.stream(described.oneOf()).forEach(property.putArray("enum")::add);
    }
  }

  private static ObjectNode scalar(Class<?> raw) {
    ObjectNode schema = NODES.objectNode();
    if (raw.isEnum()) {
      ArrayNode values = schema.put("type", "string").putArray("enum");
      Arrays.stream(raw.getEnumConstants())
          .forEach(it -> values.add(KebabEnums.kebab((Enum<?>) it)));
      return schema;
    }
    if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
      return schema
          .put("type", "integer")
          .put("format", raw == int.class || raw == Integer.class ? "int32" : "int64");
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return schema.put("type", "boolean");
    }
    if (raw == double.class || raw == Double.class || raw == java.math.BigDecimal.class) {
      return schema.put("type", "number");
    }
    String format =
        raw == UUID.class
            ? "uuid"
            : raw == Instant.class
                ? "date-time"
                : raw == LocalDate.class
                    ? "date"
                    : raw == Duration.class ? "duration" : raw == URI.class ? "uri" : "";
    if (!format.isEmpty()) {
      return schema.put("type", "string").put("format", format);
    }
    return raw == String.class ? schema.put("type", "string") : schema;
  }
}
