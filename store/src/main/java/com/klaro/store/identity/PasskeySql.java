package com.klaro.store.identity;

import com.klaro.store.database.Rows;
import com.klaro.store.secrets.Sha256;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class PasskeySql {

  private PasskeySql() {}

  record Row(
      UUID id,
      AccountId accountId,
      byte[] credentialId,
      byte[] publicKey,
      long signCount,
      boolean backupEligible,
      boolean backedUp,
      byte[] nameEncrypted,
      Instant createdAt) {}

  record OwnRow(UUID id, byte[] nameEncrypted, Instant createdAt, @Nullable Instant lastUsedAt) {}

  /// The handle of the account, which is made by whoever first asks.
  static byte[] handle(Handle handle, AccountId id, byte[] fresh) {
    return handle
        .createQuery(
            """
            UPDATE accounts SET passkey_handle = coalesce(passkey_handle, :fresh) WHERE id = :id
            RETURNING passkey_handle
            """)
        .bind("id", id)
        .bind("fresh", fresh)
        .mapTo(byte[].class)
        .one();
  }

  static List<byte[]> credentialIds(Handle handle, AccountId id) {
    return handle
        .createQuery("SELECT credential_id FROM passkeys WHERE account_id = :id ORDER BY id")
        .bind("id", id)
        .mapTo(byte[].class)
        .list();
  }

  /// @return false when there is one with this credential id already
  static boolean insert(Handle handle, Row row) {
    return Rows.bind(
                handle.createUpdate(
                    """
                    INSERT INTO passkeys (id, account_id, credential_id, public_key, sign_count, backup_eligible,
                      backed_up, name_encrypted, created_at)
                    VALUES (:id, :accountId, :credentialId, :publicKey, :signCount, :backupEligible,
                      :backedUp, :nameEncrypted, :createdAt)
                    ON CONFLICT (credential_id) DO NOTHING
                    """),
                row)
            .execute()
        == 1;
  }

  static boolean isOf(Handle handle, AccountId account, UUID id) {
    return handle
        .createQuery("SELECT true FROM passkeys WHERE id = :id AND account_id = :account")
        .bind("id", id)
        .bind("account", account)
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  static void delete(Handle handle, UUID id) {
    handle.createUpdate("DELETE FROM passkeys WHERE id = :id").bind("id", id).execute();
  }

  static List<OwnRow> page(Handle handle, AccountId account, @Nullable UUID after, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, name_encrypted, created_at, last_used_at FROM passkeys
            WHERE account_id = :account AND (:after::uuid IS NULL OR id > :after::uuid)
            ORDER BY id LIMIT :limit
            """)
        .bind("account", account)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(OwnRow.class)
        .list();
  }

  static Optional<KnownPasskey> find(Handle handle, byte[] credentialId) {
    return handle
        .createQuery(
            """
            SELECT p.id, p.account_id, p.credential_id, p.public_key, p.backup_eligible,
              a.passkey_handle AS user_handle
            FROM passkeys p JOIN accounts a ON a.id = p.account_id
            WHERE p.credential_id = :id AND a.disabled_at IS NULL
            """)
        .bind("id", credentialId)
        .mapTo(KnownPasskey.class)
        .findOne();
  }

  enum Used {
    YES,
    /// Its authenticator counted back: there are two of it.
    COUNTED_BACK,
    GONE
  }

  /// One statement looks at the count and moves it on, so of two uses with one count the second is
  /// refused.
  static Used use(Handle handle, PasskeyUse use, Instant now) {
    int moved =
        handle
            .createUpdate(
                """
                UPDATE passkeys p SET sign_count = :count, backed_up = :backedUp, last_used_at = :now
                FROM accounts a
                WHERE p.id = :id AND a.id = p.account_id AND a.disabled_at IS NULL
                  AND (p.sign_count < :count OR (p.sign_count = 0 AND :count = 0))
                """)
            .bind("id", use.passkey().id())
            .bind("count", use.signCount())
            .bind("backedUp", use.backedUp())
            .bind("now", now)
            .execute();
    if (moved == 1) {
      return Used.YES;
    }
    return find(handle, use.passkey().credentialId()).isPresent() ? Used.COUNTED_BACK : Used.GONE;
  }

  /// Of parallel answers to one challenge exactly one is right: the others wait for its end.
  ///
  /// @return false when it was answered before
  static boolean spend(Handle handle, PasskeyChallenge challenge) {
    return handle
            .createUpdate(
                """
                INSERT INTO passkey_challenges (challenge_hash, expires_at) VALUES (:hash, :expires)
                ON CONFLICT (challenge_hash) DO NOTHING
                """)
            .bind("hash", Sha256.of(challenge.bytes()))
            .bind("expires", challenge.expiresAt())
            .execute()
        == 1;
  }

  static int forget(Handle handle, Instant expiredBefore, int most) {
    return handle
        .createUpdate(
            """
            DELETE FROM passkey_challenges WHERE challenge_hash IN (
              SELECT challenge_hash FROM passkey_challenges WHERE expires_at < :before
              ORDER BY challenge_hash LIMIT :most FOR UPDATE SKIP LOCKED)
            """)
        .bind("before", expiredBefore)
        .bind("most", most)
        .execute();
  }
}
