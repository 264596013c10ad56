package com.klaro.api.web.body;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a record says of its fields. Reflection makes it anew whenever it is asked, so it is asked
/// once.
///
/// @param only type of the value as which it travels; absent for one that travels as an object
public record RecordShape(List<Field> fields, @Nullable JavaType only) {

  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> record) {
          RecordComponent only = delegate(record);
          return new RecordShape(
              Arrays.stream(record.getRecordComponents()).map(Field::of).toList(),
              only == null ? null : resolve(only));
        }
      };

  public record Field(String name, JavaType type, boolean isRequired) {
    private static Field of(RecordComponent component) {
      return new Field(
          component.getName(),
          resolve(component),
          !component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
  }

  static RecordShape of(Class<?> record) {
    return SHAPES.get(record);
  }

  /// One-field id records travel as their only value.
  public static @Nullable RecordComponent delegate(Class<?> type) {
    RecordComponent[] components =
        type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    return components.length == 1
            && components[0].getAccessor().isAnnotationPresent(JsonValue.class)
        ? components[0]
        : null;
  }

  boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equals(name));
  }

  private static JavaType resolve(RecordComponent component) {
    return TypeFactory.defaultInstance().constructType(component.getGenericType());
  }
}
