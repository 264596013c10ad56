package com.klaro.store.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// Tries a refused connection again at a steady pace. The pool on top doubles its pause up to five
/// seconds, so the longer Postgres was away, the longer everybody would go on without it.
record SteadySource(DataSource source) implements DataSource {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int TRIES = 50;

  @Override
  public Connection getConnection() throws SQLException {
    for (int left = TRIES; ; left--) {
      try {
        return source.getConnection();
      } catch (SQLException away) {
        if (left == 0 || !SqlStates.unavailable(away) || !rested()) {
          throw away;
        }
      }
    }
  }

  /// False when the pool is being closed, which interrupts its threads.
  private static boolean rested() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return source.getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    source.setLogWriter(writer);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("com.klaro.store.database");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(source) ? type.cast(source) : source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(source) || source.isWrapperFor(type);
  }
}
