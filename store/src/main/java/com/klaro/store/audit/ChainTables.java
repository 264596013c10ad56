package com.klaro.store.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterator;

/// What a verification reads: all chains of one kind, each table in the order of the keys.
///
/// @param expected the keys that must have a chain
record ChainTables(
    KeyedCursor<AuditRow> rows,
    KeyedCursor<ChainSql.Head> heads,
    KeyedCursor<SignedHead> signed,
    KeyedCursor<Boolean> expected)
    implements AutoCloseable {

  /// Rows fetched at a time, so that no table is held in memory.
  private static final int FETCH = 2_000;

  private static final String ROWS =
      """
      SELECT {key}::text, seq, (extract(epoch FROM at) * 1000000)::bigint, actor, action, subject, data, is_staff,
             previous_hash, hash, mac
      FROM {tables}events ORDER BY {key}, seq
      """;
  private static final String HEADS =
      "SELECT {key}::text, seq, hash, mac FROM {tables}heads ORDER BY {key}";
  private static final String SIGNED =
      """
      SELECT {key}::text, seq, hash, (extract(epoch FROM at) * 1000000)::bigint, key_id, signature
      FROM {tables}signed_heads ORDER BY {key}, seq
      """;

  static ChainTables ofWorkspaces(Handle handle) {
    return of(
        handle,
        "audit_",
        "workspace_id",
        "workspace/",
        "SELECT id::text FROM workspaces ORDER BY id");
  }

  static ChainTables ofPlatform(Handle handle) {
    return of(handle, "platform_audit_", "chain", "", "SELECT '' WHERE false");
  }

  private static ChainTables of(
      Handle handle, String prefix, String key, String naming, String expected) {
    return new ChainTables(
        read(
            handle,
            ROWS.replace("{tables}", prefix).replace("{key}", key),
            (row, _) -> new Keyed<>(row.getString(1), row(row))),
        read(
            handle,
            HEADS.replace("{tables}", prefix).replace("{key}", key),
            (row, _) ->
                new Keyed<>(
                    row.getString(1),
                    new ChainSql.Head(row.getLong(2), row.getBytes(3), row.getBytes(4), false))),
        read(
            handle,
            SIGNED.replace("{tables}", prefix).replace("{key}", key),
            (row, _) ->
                new Keyed<>(
                    row.getString(1),
                    new SignedHead(
                        naming + row.getString(1),
                        row.getLong(2),
                        row.getBytes(3),
                        AuditSource.time(row.getLong(4)),
                        row.getString(5),
                        row.getBytes(6)))),
        read(handle, expected, (row, _) -> new Keyed<>(row.getString(1), true)));
  }

  /// One workspace's rows, for its export.
  static ResultIterator<AuditRow> rowsUpTo(Handle handle, Chain.Workspace chain, long lastSeq) {
    return handle
        .createQuery(
            """
            SELECT '', seq, (extract(epoch FROM at) * 1000000)::bigint, actor, action, subject, data, is_staff,
                   previous_hash, hash, mac
            FROM audit_events WHERE workspace_id = :id AND seq <= :last ORDER BY seq
            """)
        .bind("id", chain.key())
        .bind("last", lastSeq)
        .setFetchSize(FETCH)
        .map((row, _) -> row(row))
        .iterator();
  }

  /// One account's rows, for its owner.
  static ResultIterator<AuditRow> rowsOf(Handle handle, Chain.Account chain) {
    return handle
        .createQuery(
            """
            SELECT '', seq, (extract(epoch FROM at) * 1000000)::bigint, actor, action, subject, data, is_staff,
                   previous_hash, hash, mac
            FROM platform_audit_events WHERE chain = :chain AND NOT is_staff ORDER BY seq
            """)
        .bind("chain", chain.key())
        .setFetchSize(FETCH)
        .map((row, _) -> row(row))
        .iterator();
  }

  private static AuditRow row(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getLong(2),
        AuditSource.time(row.getLong(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getBoolean(8),
        row.getBytes(9),
        row.getBytes(10),
        row.getBytes(11));
  }

  private static <T> KeyedCursor<T> read(Handle handle, String sql, RowMapper<Keyed<T>> mapper) {
    ResultIterator<Keyed<T>> rows =
        handle.createQuery(sql).setFetchSize(FETCH).map(mapper).iterator();
    return new KeyedCursor<>(rows);
  }

  @Override
  public void close() {
    rows.close();
    heads.close();
    signed.close();
    expected.close();
  }
}
