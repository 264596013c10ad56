package com.klaro.store.identity;

import com.klaro.store.audit.AccountLink;
import com.klaro.store.audit.ChainHead;
import com.klaro.store.limits.AskedPlaces;
import com.klaro.store.limits.CountedPlaces;
import com.klaro.workflows.tenancy.AccountId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The two statements of a sign-in by password, one before the hash and one after it, for each
/// round trip more is paid by every sign-in.
final class PasswordSessionSql {

  /// One row in every case, and the same is looked for, for a row that is read and mapped where
  /// none would be is 0.1 ms, and tells who has an account.
  private static final String SOUGHT =
      """
      SELECT c.account_id IS NOT NULL AS found,
             coalesce(c.account_id, '00000000-0000-0000-0000-000000000000') AS account_id,
             coalesce(c.password_phc, '') AS password_phc, coalesce(c.version, 0) AS version,
             coalesce(c.password_number, 0) AS password_number,
             coalesce(a.second_factor, false) AS second_factor,
             coalesce(head.seq, 0) AS seq, coalesce(head.hash, '') AS hash, coalesce(head.mac, '') AS mac,
             %s AS whole_at
      FROM (VALUES (1)) AS always
      LEFT JOIN (accounts a JOIN credentials c ON c.account_id = a.id)
        ON a.email_index = :index AND a.disabled_at IS NULL
      %s
      """
          .formatted(
              AskedPlaces.WHOLE_AT, AccountLink.head("coalesce(c.account_id::text, 'nobody')"));

  /// Begins a session where the password is still the one that was looked at, and the trail still
  /// where it was.
  private static final String START =
      "WITH %s, %s, %s, %s"
          .formatted(
              SessionStart.UNCHANGED,
              CountedPlaces.after("unchanged"),
              AccountLink.stored("unchanged", "counted"),
              SessionStart.begun("CROSS JOIN linked"));

  private PasswordSessionSql() {}

  /// @param seq,hash,mac end of the account's audit trail
  /// @param wholeAt as [AskedPlaces#WHOLE_AT]
  record Sought(
      boolean found,
      AccountId accountId,
      String passwordPhc,
      int version,
      int passwordNumber,
      boolean secondFactor,
      long seq,
      byte[] hash,
      byte[] mac,
      List<Long> wholeAt) {

    /// Empty for an unknown address and for a disabled account alike.
    Optional<PasswordCredential> credential() {
      var credential =
          new PasswordCredential(accountId, passwordPhc, version, passwordNumber, secondFactor);
      return found ? Optional.of(credential) : Optional.empty();
    }

    Optional<ChainHead> trail() {
      return seq == 0 ? Optional.empty() : Optional.of(new ChainHead(seq, hash, mac));
    }
  }

  static Sought seek(Handle handle, byte[] emailIndex, AskedPlaces places) {
    return places
        .bindTo(handle.createQuery(SOUGHT))
        .bind("index", emailIndex)
        .mapTo(Sought.class)
        .one();
  }

  /// What was right counts in any case, also where it returns nothing.
  ///
  /// @return as [SessionSql#rotate]; empty where the password is another, or the trail has moved on
  static List<SessionRow> start(
      Handle handle,
      PasswordCredential credential,
      SessionStart start,
      CountedPlaces counted,
      AccountLink started) {
    return start
        .bindTo(started.bindTo(counted.bindTo(handle.createQuery(START))))
        .bind("account", credential.accountId())
        .bind("version", credential.version())
        .mapTo(SessionRow.class)
        .list();
  }
}
