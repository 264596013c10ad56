package com.klaro.store.database;

import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Postgres could not be reached, had no free connection, or did not answer in time. Says nothing
/// about whether a write happened; the doors that may be asked again are idempotent. The API
/// answers 503 with `Retry-After`.
public sealed class DatabaseUnavailable extends RuntimeException {

  public DatabaseUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// What a failed call to the database is to callers: this, or itself when the fault is ours.
  public static RuntimeException translated(JdbiException failure) {
    boolean unavailable = failure instanceof ConnectionException;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        if (SqlStates.loginRefused(sql)) {
          return new LoginRefused(failure);
        }
        unavailable |= SqlStates.unavailable(sql);
      }
    }
    return unavailable ? new DatabaseUnavailable("Postgres did not answer", failure) : failure;
  }

  /// Postgres answers, and does not know our role or its password: the database was never migrated,
  /// or with another master key. Waiting does not help.
  public static final class LoginRefused extends DatabaseUnavailable {
    LoginRefused(Throwable cause) {
      super("Postgres refused our login", cause);
    }
  }
}
