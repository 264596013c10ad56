package com.klaro.store.audit;

import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterator;

/// A chain up to a signed head, ready to be written after the transaction that decided it: rows
/// never change, so what is written is what was signed however slowly the reader takes it.
public final class AuditExport {

  /// Somebody waits for the first byte.
  private static final Duration FIRST_ROWS = Duration.ofMillis(1_500);

  private static final Duration NEXT_ROWS = Duration.ofSeconds(30);

  private final AuditSource source;
  private final ExportLines lines;
  private final WorkspaceId workspaceId;
  private final SignedHead head;

  AuditExport(AuditSource source, ExportLines lines, WorkspaceId workspaceId, SignedHead head) {
    this.source = source;
    this.lines = lines;
    this.workspaceId = workspaceId;
    this.head = head;
  }

  /// The last row's number.
  public long seq() {
    return head.seq();
  }

  /// Takes a connection of its own and the first rows, so that a database that is away is said
  /// before anything was written.
  ///
  /// @throws DatabaseUnavailable when Postgres is away or late
  public Opened open() {
    try {
      Handle handle = source.open(FIRST_ROWS);
      try {
        var rows = ChainTables.rowsUpTo(handle, new Chain.Workspace(workspaceId), head.seq());
        boolean _ = rows.hasNext();
        AuditSource.wait(handle, NEXT_ROWS);
        return new Opened(handle, rows);
      } catch (JdbiException failed) {
        handle.close();
        throw failed;
      }
    } catch (JdbiException failed) {
      throw DatabaseUnavailable.translated(failed);
    }
  }

  /// Holds the connection until it is closed.
  public final class Opened implements Closeable {
    private final Handle handle;
    private final ResultIterator<AuditRow> rows;

    private Opened(Handle handle, ResultIterator<AuditRow> rows) {
      this.handle = handle;
      this.rows = rows;
    }

    /// NDJSON, once: one line per event, oldest first, then the signed head. What has no head is
    /// not whole.
    ///
    /// @throws IOException when the reader or Postgres went away
    public void writeTo(OutputStream out) throws IOException {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      try {
        while (rows.hasNext()) {
          writer.append(lines.event(rows.next())).append('\n');
        }
      } catch (JdbiException away) {
        throw new IOException("Postgres did not give all rows", away);
      }
      writer.append(lines.head(workspaceId, head)).append('\n');
      writer.flush();
    }

    @Override
    public void close() {
      handle.close();
    }
  }
}
