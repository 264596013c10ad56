package com.klaro.store.identity;

import com.klaro.store.database.Rows;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class AccountSql {

  private AccountSql() {}

  record Row(AccountId id, byte[] dataKey, byte[] emailEncrypted, byte[] fullNameEncrypted) {}

  /// As its owner sees it.
  record LocaleRow(
      AccountId id,
      byte[] dataKey,
      byte[] emailEncrypted,
      byte[] fullNameEncrypted,
      String locale) {
    Row row() {
      return new Row(id, dataKey, emailEncrypted, fullNameEncrypted);
    }
  }

  static Optional<Row> byIndex(Handle handle, byte[] emailIndex) {
    return handle
        .createQuery(
            "SELECT id, data_key, email_encrypted, full_name_encrypted FROM accounts WHERE"
                + " email_index = :index")
        .bind("index", emailIndex)
        .mapTo(Row.class)
        .findOne();
  }

  /// @return false when the address has an account already; then nothing was written
  static boolean insert(Handle handle, Row row, byte[] emailIndex, Instant now) {
    return Rows.bind(
                handle.createUpdate(
                    """
                    INSERT INTO accounts (id, email_index, data_key, email_encrypted, full_name_encrypted, created_at)
                    VALUES (:id, :index, :dataKey, :emailEncrypted, :fullNameEncrypted, :now)
                    ON CONFLICT (email_index) DO NOTHING
                    """),
                row)
            .bind("index", emailIndex)
            .bind("now", now)
            .execute()
        == 1;
  }

  /// The account that has this address and may have a new password.
  static Optional<AccountId> resettable(Handle handle, byte[] emailIndex) {
    return handle
        .createQuery("SELECT id FROM accounts WHERE email_index = :index AND disabled_at IS NULL")
        .bind("index", emailIndex)
        .mapTo(AccountId.class)
        .findOne();
  }

  static byte[] emailIndex(Handle handle, AccountId id) {
    return handle
        .createQuery("SELECT email_index FROM accounts WHERE id = :id")
        .bind("id", id)
        .mapTo(byte[].class)
        .one();
  }

  static void changeEmail(Handle handle, AccountId id, byte[] emailIndex, byte[] emailEncrypted) {
    handle
        .createUpdate(
            "UPDATE accounts SET email_index = :index, email_encrypted = :email WHERE id = :id")
        .bind("id", id)
        .bind("index", emailIndex)
        .bind("email", emailEncrypted)
        .execute();
  }

  static Row byId(Handle handle, AccountId id) {
    return handle
        .createQuery(
            "SELECT id, data_key, email_encrypted, full_name_encrypted FROM accounts WHERE id ="
                + " :id")
        .bind("id", id)
        .mapTo(Row.class)
        .one();
  }

  static Optional<AccountId> idOf(Handle handle, byte[] emailIndex) {
    return handle
        .createQuery("SELECT id FROM accounts WHERE email_index = :index")
        .bind("index", emailIndex)
        .mapTo(AccountId.class)
        .findOne();
  }

  static boolean isThere(Handle handle, AccountId id) {
    return handle
        .select("SELECT EXISTS (SELECT FROM accounts WHERE id = ?)", id.value())
        .mapTo(Boolean.class)
        .one();
  }

  static boolean isDisabled(Handle handle, AccountId id) {
    return handle
        .select(
            "SELECT EXISTS (SELECT FROM accounts WHERE id = ? AND disabled_at IS NOT NULL)",
            id.value())
        .mapTo(Boolean.class)
        .one();
  }

  /// @return whether it was not disabled before
  static boolean disable(Handle handle, AccountId id, Instant now) {
    CredentialSql.moveOn(handle, id);
    return handle
            .createUpdate(
                "UPDATE accounts SET disabled_at = :now WHERE id = :id AND disabled_at IS NULL")
            .bind("id", id)
            .bind("now", now)
            .execute()
        == 1;
  }

  /// @return whether it was disabled before
  static boolean enable(Handle handle, AccountId id) {
    return handle
            .createUpdate(
                "UPDATE accounts SET disabled_at = NULL WHERE id = :id AND disabled_at IS NOT NULL")
            .bind("id", id)
            .execute()
        == 1;
  }

  record ProfileRow(String locale, Instant createdAt, boolean secondFactor) {}

  static ProfileRow profile(Handle handle, AccountId id) {
    return handle
        .createQuery("SELECT locale, created_at, second_factor FROM accounts WHERE id = :id")
        .bind("id", id)
        .mapTo(ProfileRow.class)
        .one();
  }

  /// Waits for whoever adds what refers to the account, and has them wait until the transaction
  /// ends.
  static void lock(Handle handle, AccountId id) {
    handle.execute("SELECT 1 FROM accounts WHERE id = ? FOR UPDATE", id.value());
  }

  /// @param fullNameEncrypted,locale null leaves what is there
  static void changeProfile(
      Handle handle, AccountId id, byte @Nullable [] fullNameEncrypted, @Nullable String locale) {
    handle
        .createUpdate(
            """
            UPDATE accounts SET full_name_encrypted = coalesce(CAST(:name AS bytea), full_name_encrypted),
              locale = coalesce(:locale, locale)
            WHERE id = :id
            """)
        .bind("id", id)
        .bind("name", fullNameEncrypted)
        .bind("locale", locale)
        .execute();
  }

  static Optional<LocaleRow> withLocale(Handle handle, AccountId id) {
    return handle
        .createQuery(
            "SELECT id, data_key, email_encrypted, full_name_encrypted, locale FROM accounts WHERE"
                + " id = :id")
        .bind("id", id)
        .mapTo(LocaleRow.class)
        .findOne();
  }
}
