package com.klaro.store.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;

/// The same statements for chains of workspaces and for the platform's, which differ in tables and
/// key column.
enum ChainSql {
  WORKSPACES(
      "audit_", "workspace_id", "workspace/", "uuid", "00000000-0000-0000-0000-000000000000"),
  PLATFORM("platform_audit_", "chain", "", "text", "");

  private final String lock;
  private final String begin;
  private final String append;
  private final String look;
  private final String keep;
  private final String moved;
  private final String naming;
  private final String beforeAll;

  ChainSql(String prefix, String key, String naming, String type, String beforeAll) {
    this.naming = naming;
    this.beforeAll = beforeAll;
    look =
        "SELECT seq, hash, mac, false AS fresh FROM %sheads WHERE %s = :key".formatted(prefix, key);
    lock = look + " FOR UPDATE";
    keep =
        """
        INSERT INTO %ssigned_heads (%s, seq, hash, at, key_id, signature)
        VALUES (:key, :seq, :hash, :at, :keyId, :signature) ON CONFLICT DO NOTHING
        """
            .formatted(prefix, key);
    moved =
        """
        SELECT h.%2$s::text AS key, :naming || h.%2$s AS chain, h.seq, h.hash, h.mac
        FROM %1$sheads h
        WHERE h.%2$s > CAST(:after AS %3$s)
          AND NOT EXISTS (SELECT 1 FROM %1$ssigned_heads s WHERE s.%2$s = h.%2$s AND s.seq = h.seq)
        ORDER BY h.%2$s LIMIT :limit
        """
            .formatted(prefix, key, type);
    begin =
        "INSERT INTO %sheads (%s, seq, hash, mac) VALUES (:key, 0, :hash, '') ON CONFLICT DO NOTHING"
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
  record Head(long seq, byte[] hash, byte[] mac, boolean fresh) {
    static Head none() {
      return new Head(0, ChainHash.beginning(), new byte[0], true);
    }
  }

  /// A head that no signature names yet.
  ///
  /// @param key the key column as text
  record Moved(String key, String chain, long seq, byte[] hash, byte[] mac) {}

  /// Less than every key.
  String beforeAll() {
    return beforeAll;
  }

  List<Moved> moved(Handle handle, String after, int limit) {
    return handle
        .createQuery(moved)
        .bind("naming", naming)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Moved.class)
        .list();
  }

  static ChainSql of(Chain chain) {
    return switch (chain) {
      case Chain.Workspace _ -> WORKSPACES;
      case Chain.Account _, Chain.Platform _ -> PLATFORM;
    };
  }

  /// Row-level security follows the chain: a transaction that worked in several workspaces has
  /// entered one of them last.
  static void enter(Handle handle, Chain.Workspace workspace) {
    handle
        .select("SELECT set_config('klaro.workspace_id', ?, true)", workspace.id().toString())
        .mapTo(String.class)
        .one();
  }

  /// Locks the head until the transaction ends; begins the chain when there is none.
  Head lock(Handle handle, Chain chain) {
    return head(handle, chain, lock)
        .orElseGet(() -> {
          int begun =
              handle
                  .createUpdate(begin)
                  .bind("key", chain.key())
                  .bind("hash", ChainHash.beginning())
                  .execute();
          Head head = head(handle, chain, lock).orElseThrow();
          return new Head(head.seq(), head.hash(), head.mac(), begun == 1);
        });
  }

  /// As it is now, without waiting for who may be moving it.
  Optional<Head> head(Handle handle, Chain chain) {
    return head(handle, chain, look);
  }

  private static Optional<Head> head(Handle handle, Chain chain, String sql) {
    return handle.createQuery(sql).bind("key", chain.key()).mapTo(Head.class).findOne();
  }

  void keep(Handle handle, Chain chain, SignedHead head) {
    handle
        .createUpdate(keep)
        .bind("key", chain.key())
        .bind("seq", head.seq())
        .bind("hash", head.hash())
        .bind("at", head.at())
        .bind("keyId", head.keyId())
        .bind("signature", head.signature())
        .execute();
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

  private static Argument array(
      String type, List<AuditRow> rows, Function<AuditRow, Object> column) {
    Object[] values = rows.stream().map(column).toArray();
    return (position, statement, _) -> set(statement, position, type, values);
  }

  private static void set(PreparedStatement statement, int position, String type, Object[] values)
      throws SQLException {
    Object elements =
        type.equals("bytea") ? Arrays.copyOf(values, values.length, byte[][].class) : values;
    statement.setArray(
        position, statement.getConnection().createArrayOf(type, (Object[]) elements));
  }
}
