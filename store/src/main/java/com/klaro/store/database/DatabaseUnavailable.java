package com.klaro.store.database;

import org.jspecify.annotations.Nullable;

/// Postgres could not be reached, had no free connection, or did not answer in time. Says nothing
/// about whether a write happened; the doors that may be asked again are idempotent. The API
/// answers 503 with `Retry-After`.
public sealed class DatabaseUnavailable extends RuntimeException {

  public DatabaseUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Postgres answers, and does not know our role or its password: the database was never migrated,
  /// or with another master key. Waiting does not help.
  public static final class LoginRefused extends DatabaseUnavailable {
    LoginRefused(Throwable cause) {
      super("Postgres refused our login", cause);
    }
  }
}
