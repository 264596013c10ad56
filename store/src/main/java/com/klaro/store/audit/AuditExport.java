package com.klaro.store.audit;

import com.klaro.workflows.tenancy.WorkspaceId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.result.ResultIterator;

/// A chain up to a signed head, ready to be written after the transaction that decided it: rows
/// never change, so what is written is what was signed however slowly the reader takes it.
public final class AuditExport {

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

  /// NDJSON: one line per event, oldest first, then the signed head. Holds a connection of its own
  /// while it writes.
  ///
  /// @throws IOException when the reader went away
  public void writeTo(OutputStream out) throws IOException {
    try {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      Object _ =
          source.snapshot(handle -> {
            try (ResultIterator<AuditRow> rows =
                ChainTables.rowsUpTo(handle, new Chain.Workspace(workspaceId), head.seq())) {
              while (rows.hasNext()) {
                line(writer, lines.event(rows.next()));
              }
            }
            line(writer, lines.head(workspaceId, head));
            return true;
          });
      writer.flush();
    } catch (UncheckedIOException gone) {
      throw new IOException("The export was not taken to its end", gone);
    }
  }

  private static void line(Writer writer, String line) {
    try {
      writer.write(line);
      writer.write('\n');
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
