package com.klaro.store.identity;

import com.klaro.workflows.identity.NoticeId;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class NoticeSql {

  private NoticeSql() {}

  /// @param emailEncrypted null when it goes to the account's address
  /// @param aboutEncrypted null when its kind says all
  record Row(
      NoticeId id,
      AccountId accountId,
      String kind,
      Instant happenedAt,
      byte @Nullable [] emailEncrypted,
      byte @Nullable [] aboutEncrypted) {}

  static void insert(Handle handle, Row row) {
    handle
        .createUpdate(
            "INSERT INTO notices (id, account_id, kind, happened_at, email_encrypted) VALUES (:id,"
                + " :account, :kind, :at, :email)")
        .bind("id", row.id())
        .bind("account", row.accountId())
        .bind("kind", row.kind())
        .bind("at", row.happenedAt())
        .bind("email", row.emailEncrypted())
        .execute();
  }

  /// With the columns that the tenant's role may write.
  static void insertAbout(Handle handle, Row row) {
    handle
        .createUpdate(
            "INSERT INTO notices (id, account_id, kind, happened_at, about_encrypted) VALUES (:id,"
                + " :account, :kind, :at, :about)")
        .bind("id", row.id())
        .bind("account", row.accountId())
        .bind("kind", row.kind())
        .bind("at", row.happenedAt())
        .bind("about", row.aboutEncrypted())
        .execute();
  }

  static Optional<Row> find(Handle handle, NoticeId id) {
    return handle
        .createQuery(
            "SELECT id, account_id, kind, happened_at, email_encrypted, about_encrypted FROM"
                + " notices WHERE id = :id")
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static void delete(Handle handle, NoticeId id) {
    handle.createUpdate("DELETE FROM notices WHERE id = :id").bind("id", id).execute();
  }

  static List<NoticeId> all(Handle handle) {
    return handle.createQuery("SELECT id FROM notices ORDER BY id").mapTo(NoticeId.class).list();
  }
}
