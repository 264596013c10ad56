package com.klaro.store.database;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// How a part of a transaction is taken back, while the rest goes on.
final class SavePoint {

  private static final String NAME = "unless_taken";
  private static final String UNIQUE_VIOLATION = "23505";

  private SavePoint() {}

  static boolean unless(Handle handle, BooleanSupplier refused) {
    handle.savepoint(NAME);
    if (refused.getAsBoolean()) {
      handle.rollbackToSavepoint(NAME);
      return false;
    }
    handle.releaseSavepoint(NAME);
    return true;
  }

  static boolean unlessTaken(Handle handle, Runnable work) {
    handle.savepoint(NAME);
    try {
      work.run();
      handle.releaseSavepoint(NAME);
      return true;
    } catch (UnableToExecuteStatementException failed) {
      if (failed.getCause() instanceof SQLException sql
          && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        handle.rollbackToSavepoint(NAME);
        return false;
      }
      throw failed;
    }
  }
}
