package com.klaro.store.identity;

import com.klaro.store.tenancy.LiveSession;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What an account proves itself by. Whoever changes it, password or second factor, does so under
/// [#lock].
final class CredentialSql {

  private CredentialSql() {}

  record Hashed(String parameters, long accounts) {}

  static void insert(Handle handle, AccountId id, String phc, Instant now) {
    handle
        .createUpdate(
            "INSERT INTO credentials (account_id, password_phc, changed_at) VALUES (:id, :phc,"
                + " :now)")
        .bind("id", id)
        .bind("phc", phc)
        .bind("now", now)
        .execute();
  }

  /// Waits for whoever else changes how somebody signs in, until their transaction ends; what is
  /// read afterwards is what they left.
  static void lock(Handle handle, AccountId id) {
    handle.execute("SELECT 1 FROM credentials WHERE account_id = ? FOR UPDATE", id.value());
  }

  /// Whoever compared the password before is refused: a sign-in that waits for this must not begin
  /// a session in an account that is not what it was.
  static void moveOn(Handle handle, AccountId id) {
    handle.execute("UPDATE credentials SET version = version + 1 WHERE account_id = ?", id.value());
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

  /// Whether the password is still the one that was looked at, and may be used. Under [#lock].
  static boolean isUnchanged(Handle handle, PasswordCredential credential) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
              SELECT FROM credentials c JOIN accounts a ON a.id = c.account_id
              WHERE c.account_id = :id AND c.version = :version AND a.disabled_at IS NULL)
            """)
        .bind("id", credential.accountId())
        .bind("version", credential.version())
        .mapTo(Boolean.class)
        .one();
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

  /// Of an account that this live session belongs to.
  static Optional<PasswordCredential> ofSession(Handle handle, Actor.Member member, Instant now) {
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
        .mapTo(PasswordCredential.class)
        .findOne();
  }

  /// The same, and nobody else changes it until the transaction ends.
  static Optional<PasswordCredential> lockedOfSession(
      Handle handle, Actor.Member member, Instant now) {
    lock(handle, member.accountId());
    return ofSession(handle, member, now);
  }
}
