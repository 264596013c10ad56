package com.klaro.store.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/// What Postgres' five-character codes mean to us (PostgreSQL documentation, appendix A).
public final class SqlStates {

  /// Class 08: connection exception; 57P01–57P03: the server is shutting down or starting; 53300:
  /// too many connections.
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

  private SqlStates() {}

  static boolean unavailable(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || (state != null && (state.startsWith("08") || AWAY.contains(state)));
  }

  /// True when the failure, or what caused it, is a unique violation (23505).
  public static boolean uniqueViolation(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
