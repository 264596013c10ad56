package com.klaro.store.database;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// A part of a transaction that may turn out to be impossible, while the rest goes on. Never one
/// within another.
public final class SavePoint {

  private static final String NAME = "unless_taken";
  private static final String UNIQUE_VIOLATION = "23505";

  private SavePoint() {}

  /// @param refused does the work, and says whether it must not stay
  /// @return whether it stays; on false nothing of it was done
  public static boolean unless(Transaction transaction, BooleanSupplier refused) {
    transaction.handle().savepoint(NAME);
    if (refused.getAsBoolean()) {
      transaction.handle().rollbackToSavepoint(NAME);
      return false;
    }
    transaction.handle().releaseSavepoint(NAME);
    return true;
  }

  /// @return false when it would have put a second row in the place of one; then nothing of it was
  ///   done
  public static boolean unlessTaken(Transaction transaction, Runnable work) {
    transaction.handle().savepoint(NAME);
    try {
      work.run();
      transaction.handle().releaseSavepoint(NAME);
      return true;
    } catch (UnableToExecuteStatementException failed) {
      if (failed.getCause() instanceof SQLException sql
          && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        transaction.handle().rollbackToSavepoint(NAME);
        return false;
      }
      throw failed;
    }
  }
}
