package com.klaro.store.database;

/// Postgres could not be reached, had no free connection, or did not answer in time. Says nothing
/// about whether a write happened; the doors that may be asked again are idempotent. The API
/// answers 503 with `Retry-After`.
public final class DatabaseUnavailable extends RuntimeException {

  public DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
