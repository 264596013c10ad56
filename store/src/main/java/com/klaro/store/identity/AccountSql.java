package com.klaro.store.identity;

import com.klaro.store.database.Rows;
import com.klaro.store.tenancy.LiveSession;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class AccountSql {

  private AccountSql() {}

  record Row(AccountId id, byte[] dataKey, byte[] emailEncrypted, byte[] fullNameEncrypted) {}

  /// As its owner sees it.
  record OwnRow(
      AccountId id,
      byte[] dataKey,
      byte[] emailEncrypted,
      byte[] fullNameEncrypted,
      String locale) {
    Row row() {
      return new Row(id, dataKey, emailEncrypted, fullNameEncrypted);
    }
  }

  record Hashed(String parameters, long accounts) {}

  record Credential(
      AccountId accountId,
      String passwordPhc,
      int version,
      int passwordNumber,
      boolean secondFactor) {}

  static boolean exists(Handle handle, byte[] emailIndex) {
    return handle
        .createQuery("SELECT true FROM accounts WHERE email_index = :index")
        .bind("index", emailIndex)
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
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

  static void insertCredential(Handle handle, AccountId id, String phc, Instant now) {
    handle
        .createUpdate(
            "INSERT INTO credentials (account_id, password_phc, changed_at) VALUES (:id, :phc,"
                + " :now)")
        .bind("id", id)
        .bind("phc", phc)
        .bind("now", now)
        .execute();
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

  /// Waits for whoever else changes how somebody signs in, until their transaction ends; what is
  /// read afterwards is what they left.
  static void takeTurn(Handle handle, AccountId id) {
    handle.execute("SELECT 1 FROM credentials WHERE account_id = ? FOR UPDATE", id.value());
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

  static void setPassword(Handle handle, AccountId id, String phc, boolean isShort, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE credentials SET password_phc = :phc, password_short = :short, changed_at = :now,
              version = version + 1, password_number = password_number + 1
            WHERE account_id = :id
            """)
        .bind("id", id)
        .bind("phc", phc)
        .bind("short", isShort)
        .bind("now", now)
        .execute();
  }

  static int passwordNumber(Handle handle, AccountId id) {
    return handle
        .createQuery("SELECT password_number FROM credentials WHERE account_id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .one();
  }

  /// The account, as long as its password is still the one that was looked at, and stays it until
  /// the transaction ends: a session must not begin with one that was replaced while its hash was
  /// computed. Where this waits for somebody, the version is looked at again, and nothing else is.
  static Optional<Row> unchanged(Handle handle, AccountId id, int version) {
    return handle
        .createQuery(
            """
            SELECT a.id, a.data_key, a.email_encrypted, a.full_name_encrypted
            FROM credentials c JOIN accounts a ON a.id = c.account_id
            WHERE c.account_id = :id AND c.version = :version AND a.disabled_at IS NULL
            FOR SHARE OF c
            """)
        .bind("id", id)
        .bind("version", version)
        .mapTo(Row.class)
        .findOne();
  }

  /// Replaces a hash by one with today's parameters; leaves it alone when the password was changed
  /// meanwhile.
  static void rehash(Handle handle, AccountId id, String oldPhc, String newPhc) {
    handle
        .createUpdate(
            "UPDATE credentials SET password_phc = :new WHERE account_id = :id AND password_phc ="
                + " :old")
        .bind("id", id)
        .bind("old", oldPhc)
        .bind("new", newPhc)
        .execute();
  }

  /// By the fourth part of a PHC text, or the fifth where a key is named before it: a pattern would
  /// take longer.
  static List<Hashed> byHashParameters(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT split_part(password_phc, '$', CASE WHEN password_phc LIKE '$pepper=%' THEN 5 ELSE 4 END) AS parameters,
                   count(*) AS accounts
            FROM credentials GROUP BY 1
            """)
        .mapTo(Hashed.class)
        .list();
  }

  static Optional<Credential> credential(Handle handle, byte[] emailIndex) {
    return handle
        .createQuery(
            """
            SELECT a.id AS account_id, c.password_phc, c.version, c.password_number, a.second_factor
            FROM accounts a JOIN credentials c ON c.account_id = a.id
            WHERE a.email_index = :index AND a.disabled_at IS NULL
            """)
        .bind("index", emailIndex)
        .mapTo(Credential.class)
        .findOne();
  }

  /// Of an account that this live session belongs to.
  static Optional<Credential> ownCredential(Handle handle, Actor.Member member, Instant now) {
    return handle
        .createQuery(
            """
            SELECT a.id AS account_id, c.password_phc, c.version, c.password_number, a.second_factor
            FROM credentials c JOIN accounts a ON a.id = c.account_id JOIN sessions s ON s.account_id = a.id
            WHERE a.id = :account AND s.id = :session AND\
            """
                + LiveSession.CONDITION)
        .bind("account", member.accountId())
        .bind("session", member.sessionId())
        .bind("now", now)
        .mapTo(Credential.class)
        .findOne();
  }

  /// The same, and nobody else changes it until the transaction ends.
  static Optional<Credential> lockedOwnCredential(Handle handle, Actor.Member member, Instant now) {
    takeTurn(handle, member.accountId());
    return ownCredential(handle, member, now);
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

  /// A sign-in that waits for this sees that the version is another one.
  ///
  /// @return whether it was not disabled before
  static boolean disable(Handle handle, AccountId id, Instant now) {
    handle.execute("UPDATE credentials SET version = version + 1 WHERE account_id = ?", id.value());
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

  record Since(String locale, Instant createdAt, boolean secondFactor) {}

  static Since since(Handle handle, AccountId id) {
    return handle
        .createQuery("SELECT locale, created_at, second_factor FROM accounts WHERE id = :id")
        .bind("id", id)
        .mapTo(Since.class)
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

  static Optional<OwnRow> own(Handle handle, AccountId id) {
    return handle
        .createQuery(
            "SELECT id, data_key, email_encrypted, full_name_encrypted, locale FROM accounts WHERE"
                + " id = :id")
        .bind("id", id)
        .mapTo(OwnRow.class)
        .findOne();
  }
}
