package com.klaro.store.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;

/// The same statements for chains of workspaces and for the platform's, which differ in tables and key column.
enum ChainSql {
  WORKSPACES("audit_", "workspace_id"),
  PLATFORM("platform_audit_", "chain");

  private final String lock;
  private final String begin;
  private final String append;

  ChainSql(String prefix, String key) {
    lock = "SELECT seq, hash, mac, false AS fresh FROM %sheads WHERE %s = :key FOR UPDATE".formatted(prefix, key);
    begin = "INSERT INTO %sheads (%s, seq, hash, mac) VALUES (:key, 0, :hash, '') ON CONFLICT DO NOTHING"
        .formatted(prefix, key);
    append =
        """
        WITH head AS (UPDATE %1$sheads SET seq = :seq, hash = :hash, mac = :mac WHERE %2$s = :key)
        INSERT INTO %1$sevents
          (%2$s, seq, at, actor, action, subject, data, is_staff, previous_hash, hash, mac)
        SELECT :key, r.seq, :at, r.actor, r.action, r.subject, r.data, r.is_staff, r.previous_hash, r.hash, r.mac
        FROM unnest(:seqs, :actors, :actions, :subjects, :datas, :staff, :previous, :hashes, :macs)
          AS r(seq, actor, action, subject, data, is_staff, previous_hash, hash, mac)
        """
            .formatted(prefix, key);
  }

  /// @param fresh true when this transaction is the one that begins the chain
  record Head(long seq, byte[] hash, byte[] mac, boolean fresh) {}

  static ChainSql of(Chain chain) {
    return switch (chain) {
      case Chain.Workspace _ -> WORKSPACES;
      case Chain.Account _, Chain.Platform _ -> PLATFORM;
    };
  }

  /// Row-level security follows the chain: a transaction that worked in several workspaces has entered one of them last.
  static void enter(Handle handle, Chain.Workspace workspace) {
    handle
        .select("SELECT set_config('klaro.workspace_id', ?, true)", workspace.id().toString())
        .mapTo(String.class)
        .one();
  }

  /// Locks the head until the transaction ends; begins the chain when there is none.
  Head lock(Handle handle, Chain chain) {
    return head(handle, chain).orElseGet(() -> {
      int begun = handle
          .createUpdate(begin)
          .bind("key", chain.key())
          .bind("hash", ChainHash.beginning())
          .execute();
      Head head = head(handle, chain).orElseThrow();
      return new Head(head.seq(), head.hash(), head.mac(), begun == 1);
    });
  }

  private Optional<Head> head(Handle handle, Chain chain) {
    return handle.createQuery(lock).bind("key", chain.key()).mapTo(Head.class).findOne();
  }

  /// All rows and the new head in one statement.
  ///
  /// @param rows consecutive, at least one, written at the same time
  void append(Handle handle, Chain chain, List<AuditRow> rows, byte[] headMac) {
    AuditRow last = rows.getLast();
    handle
        .createUpdate(append)
        .bind("key", chain.key())
        .bind("seq", last.seq())
        .bind("hash", last.hash())
        .bind("mac", headMac)
        .bind("at", last.at())
        .bind("seqs", array("bigint", rows, AuditRow::seq))
        .bind("actors", array("text", rows, AuditRow::actor))
        .bind("actions", array("text", rows, AuditRow::action))
        .bind("subjects", array("text", rows, AuditRow::subject))
        .bind("datas", array("text", rows, AuditRow::data))
        .bind("staff", array("bool", rows, AuditRow::staff))
        .bind("previous", array("bytea", rows, AuditRow::previousHash))
        .bind("hashes", array("bytea", rows, AuditRow::hash))
        .bind("macs", array("bytea", rows, AuditRow::mac))
        .execute();
  }

  private static Argument array(String type, List<AuditRow> rows, Function<AuditRow, Object> column) {
    Object[] values = rows.stream().map(column).toArray();
    return (position, statement, _) -> set(statement, position, type, values);
  }

  private static void set(PreparedStatement statement, int position, String type, Object[] values)
      throws SQLException {
    Object elements = type.equals("bytea") ? Arrays.copyOf(values, values.length, byte[][].class) : values;
    statement.setArray(position, statement.getConnection().createArrayOf(type, (Object[]) elements));
  }
}
