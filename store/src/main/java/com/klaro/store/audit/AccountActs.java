package com.klaro.store.audit;

import com.klaro.store.database.DatabaseUnavailable;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/// The acts in an account's own chain, oldest first, a few at a time. Holds a connection of its own
/// until it is closed.
public final class AccountActs implements Closeable {

  /// Somebody waits for the first byte.
  private static final Duration FIRST_ROWS = Duration.ofMillis(1_500);

  private static final Duration NEXT_ROWS = Duration.ofSeconds(30);

  private final Handle handle;
  private final ResultIterator<AuditRow> rows;

  private AccountActs(Handle handle, ResultIterator<AuditRow> rows) {
    this.handle = handle;
    this.rows = rows;
  }

  static AccountActs open(AuditSource source, Chain.Account chain) {
    try {
      Handle handle = source.open(FIRST_ROWS);
      try {
        var rows = ChainTables.rowsOf(handle, chain);
        boolean _ = rows.hasNext();
        AuditSource.wait(handle, NEXT_ROWS);
        return new AccountActs(handle, rows);
      } catch (JdbiException failed) {
        handle.close();
        throw failed;
      }
    } catch (JdbiException failed) {
      throw DatabaseUnavailable.translated(failed);
    }
  }

  /// @return null after the last one
  /// @throws IOException when Postgres went away
  public @Nullable AuditRow next() throws IOException {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (JdbiException away) {
      throw new IOException("Postgres did not give all rows", away);
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
