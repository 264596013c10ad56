package com.klaro.store.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/// Binds every component of a row record under its own name. Rows are private to their package,
/// which is why JDBI's own binding by method does not see them.
public final class Rows {

  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          List<RecordComponent> components = List.of(type.getRecordComponents());
          components.forEach(component -> component.getAccessor().setAccessible(true));
          return components;
        }
      };

  private Rows() {}

  public static <S extends SqlStatement<S>> S bind(S statement, Record row) {
    for (RecordComponent component : COMPONENTS.get(row.getClass())) {
      statement.bindByType(component.getName(), value(component, row), component.getGenericType());
    }
    return statement;
  }

  private static Object value(RecordComponent component, Record row) {
    try {
      return component.getAccessor().invoke(row);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
