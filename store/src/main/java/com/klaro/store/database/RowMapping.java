package com.klaro.store.database;

import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.SessionId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.StatementExceptions;

/// Teaches JDBI our ids, and that any record is mapped by its components (`created_at` →
/// `createdAt`).
final class RowMapping implements JdbiPlugin {

  private static final RowMapperFactory RECORDS =
      (type, _) -> {
        Class<?> raw = GenericTypes.getErasedType(type);
        return raw.isRecord() ? Optional.of(ConstructorMapper.of(raw)) : Optional.empty();
      };

  @Override
  public void customizeJdbi(Jdbi jdbi) {
    jdbi.registerRowMapper(RECORDS);
    // Bound values are personal data or secrets; a failure must not print them.
    jdbi.configure(
        StatementExceptions.class,
        it -> it.setMessageRendering(StatementExceptions.MessageRendering.NONE));
    jdbi.registerArgument(plainUuid());
    id(jdbi, WorkspaceId.class, WorkspaceId::new, WorkspaceId::value);
    id(jdbi, AccountId.class, AccountId::new, AccountId::value);
    id(jdbi, SessionId.class, SessionId::new, SessionId::value);
    id(jdbi, SignupId.class, SignupId::new, SignupId::value);
  }

  private static <T> void id(
      Jdbi jdbi, Class<T> type, Function<UUID, T> of, Function<T, UUID> value) {
    jdbi.registerColumnMapper(
        type,
        (rows, column, _) -> {
          UUID uuid = rows.getObject(column, UUID.class);
          return uuid == null ? null : of.apply(uuid);
        });
    // An id is a record too; as a whole row it is its one column, and no component of that name.
    jdbi.registerRowMapper(type, (rows, _) -> of.apply(rows.getObject(1, UUID.class)));
    jdbi.registerArgument(
        (ArgumentFactory)
            (argumentType, argument, _) ->
                type.isInstance(argument)
                    ? Optional.of(uuid(value.apply(type.cast(argument))))
                    : Optional.<Argument>empty());
  }

  private static ArgumentFactory plainUuid() {
    return (_, argument, _) ->
        argument instanceof UUID uuid ? Optional.of(uuid(uuid)) : Optional.<Argument>empty();
  }

  private static Argument uuid(UUID value) {
    return (position, statement, _) -> statement.setObject(position, value);
  }
}
