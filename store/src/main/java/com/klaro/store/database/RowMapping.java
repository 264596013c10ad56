package com.klaro.store.database;

import com.klaro.workflows.tenancy.Id;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/// Teaches JDBI our ids, and that any record is mapped by its components (`created_at` →
/// `createdAt`).
final class RowMapping implements JdbiPlugin {

  /// Each statement has settings of its own in JDBI, and forgets what was looked up for it.
  private static final ClassValue<RowMapper<?>> BY_COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RowMapper<?> computeValue(Class<?> record) {
          return new KeptMapper<>(ConstructorMapper.of(record));
        }
      };

  private static final RowMapperFactory RECORDS =
      (type, _) -> {
        Class<?> raw = GenericTypes.getErasedType(type);
        return raw.isRecord() ? Optional.of(BY_COMPONENTS.get(raw)) : Optional.empty();
      };

  /// An id is a record too; as a whole row it is its one column, and no component of that name.
  private static final RowMapperFactory ID_ROWS =
      (type, _) -> isId(type) ? Optional.of((rows, _) -> id(type, rows, 1)) : Optional.empty();

  private static final ColumnMapperFactory ID_COLUMNS =
      (type, _) ->
          isId(type) ? Optional.of((rows, column, _) -> id(type, rows, column)) : Optional.empty();

  /// Looking a constructor up makes a copy of it, for each value of each row.
  private static final ClassValue<Constructor<?>> AROUND_UUID =
      new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> id) {
          try {
            return id.getConstructor(UUID.class);
          } catch (NoSuchMethodException noId) {
            throw new IllegalArgumentException(id + " is no record around a UUID", noId);
          }
        }
      };

  private static final ArgumentFactory UUIDS =
      (_, argument, _) ->
          switch (argument) {
            case Id id -> Optional.of(uuid(id.value()));
            case UUID uuid -> Optional.of(uuid(uuid));
            case null, default -> Optional.empty();
          };

  @Override
  public void customizeJdbi(Jdbi jdbi) {
    // The last one registered is asked first.
    jdbi.registerRowMapper(RECORDS);
    jdbi.registerRowMapper(ID_ROWS);
    jdbi.registerColumnMapper(ID_COLUMNS);
    jdbi.registerArgument(UUIDS);
    // Bound values are personal data or secrets; a failure must not print them.
    jdbi.configure(
        StatementExceptions.class,
        it -> it.setMessageRendering(StatementExceptions.MessageRendering.NONE));
  }

  private static boolean isId(Type type) {
    return Id.class.isAssignableFrom(GenericTypes.getErasedType(type));
  }

  private static @Nullable Object id(Type type, ResultSet rows, int column) throws SQLException {
    UUID uuid = rows.getObject(column, UUID.class);
    try {
      return uuid == null
          ? null
          : AROUND_UUID.get(GenericTypes.getErasedType(type)).newInstance(uuid);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException noId) {
      throw new SQLException(type + " is no record around a UUID", noId);
    }
  }

  private static Argument uuid(UUID value) {
    return (position, statement, _) -> statement.setObject(position, value);
  }
}
