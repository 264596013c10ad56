package com.klaro.store.audit;

import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.database.DatabaseRole;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Connections that may read every chain and nothing else, outside the pools: verifying and
/// exporting take longer than a request's deadline.
public final class AuditSource {

  private final Jdbi jdbi;

  private AuditSource(DataSource connections) {
    this.jdbi = Jdbi.create(connections);
  }

  /// @param address of the database, with any login
  /// @param passwordOf password of a role's login (`RoleLogins` in `secrets`)
  public static AuditSource of(DatabaseAddress address, UnaryOperator<String> passwordOf) {
    String role = DatabaseRole.AUDIT_READER.roleName(address.database());
    return new AuditSource(address.as(role, passwordOf.apply(role)).dataSource("klaro-audit"));
  }

  /// One moment of all tables, however long the reading takes.
  <T> T snapshot(Function<Handle, T> reading) {
    try (Handle handle = jdbi.open()) {
      handle.setReadOnly(true);
      return handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, reading::apply);
    }
  }

  /// The same moment for a reader that takes its time: it closes the handle.
  ///
  /// @param patience with each answer of Postgres
  Handle open(Duration patience) {
    Handle handle = jdbi.open();
    try {
      wait(handle, patience);
      // Nothing was written: closing the connection is end enough, also when Postgres is away.
      handle.getConfig(Handles.class).setForceEndTransactions(false);
      handle.setReadOnly(true);
      handle.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
      return handle.begin();
    } catch (JdbiException failed) {
      handle.close();
      throw failed;
    }
  }

  /// @param patience with each answer of Postgres from now on
  static void wait(Handle handle, Duration patience) {
    try {
      handle.getConnection().setNetworkTimeout(Runnable::run, (int) patience.toMillis());
    } catch (SQLException closed) {
      throw new ConnectionException(closed);
    }
  }

  static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
