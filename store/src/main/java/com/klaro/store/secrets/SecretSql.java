package com.klaro.store.secrets;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class SecretSql {

  private SecretSql() {}

  record Row(String name, int version, Instant createdAt, byte[] wrapped) {}

  static List<Row> live(Handle handle, String name, Instant now) {
    return handle
        .createQuery(
            """
            SELECT name, version, created_at, wrapped FROM secrets
            WHERE name = :name AND (retire_at IS NULL OR retire_at > :now)
            ORDER BY version DESC
            """)
        .bind("name", name)
        .bind("now", now)
        .mapTo(Row.class)
        .list();
  }

  static List<Row> every(Handle handle, String name) {
    return handle
        .createQuery(
            "SELECT name, version, created_at, wrapped FROM secrets WHERE name = :name ORDER BY"
                + " version DESC")
        .bind("name", name)
        .mapTo(Row.class)
        .list();
  }

  /// Every name with its versions, without what they hold.
  static List<SecretStore.Listed> list(Handle handle) {
    return handle
        .createQuery(
            "SELECT name, version, created_at, retire_at FROM secrets ORDER BY name, version DESC")
        .mapTo(SecretStore.Listed.class)
        .list();
  }

  /// Until the transaction ends, nobody else adds to this name: versions follow each other without
  /// a gap, and two processes that both need a first one make one.
  static void lock(Handle handle, String name) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", "klaro.secret/" + name);
  }

  static int highest(Handle handle, String name) {
    return handle
        .createQuery("SELECT coalesce(max(version), 0) FROM secrets WHERE name = :name")
        .bind("name", name)
        .mapTo(Integer.class)
        .one();
  }

  static void insert(Handle handle, String name, int version, Instant now, byte[] wrapped) {
    handle
        .createUpdate(
            "INSERT INTO secrets (name, version, created_at, wrapped) VALUES (:name, :version,"
                + " :now, :wrapped)")
        .bind("name", name)
        .bind("version", version)
        .bind("now", now)
        .bind("wrapped", wrapped)
        .execute();
  }

  /// True when there was such a version, still live then.
  static boolean retire(Handle handle, String name, int version, Instant at) {
    return handle
            .createUpdate(
                """
                UPDATE secrets SET retire_at = :at
                WHERE name = :name AND version = :version AND (retire_at IS NULL OR retire_at > :at)
                """)
            .bind("name", name)
            .bind("version", version)
            .bind("at", at)
            .execute()
        == 1;
  }

  static void retireAll(Handle handle, String name, Instant at) {
    handle
        .createUpdate(
            "UPDATE secrets SET retire_at = :at WHERE name = :name AND (retire_at IS NULL OR"
                + " retire_at > :at)")
        .bind("name", name)
        .bind("at", at)
        .execute();
  }
}
