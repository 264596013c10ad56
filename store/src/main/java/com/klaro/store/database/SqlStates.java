package com.klaro.store.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/// What Postgres' five-character codes mean to us (PostgreSQL documentation, appendix A).
final class SqlStates {

  /// Class 08: connection exception; 57P01–57P03: the server is shutting down or starting; 53300:
  /// too many connections.
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

  private SqlStates() {}

  static boolean unavailable(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || (state != null && (state.startsWith("08") || AWAY.contains(state)));
  }

  /// Class 28: no such role, or another password.
  static boolean loginRefused(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.startsWith("28");
  }
}
