package com.klaro.store.tenancy;

import java.util.stream.Stream;

/// Which role may do what, beside what every tenant table gives the tenant role. A grant of a
/// migration that is not here fails `CatalogTest`, so whoever adds one says here who sees the
/// table.
final class Rights {

  private static final String LISTED =
      """
      identity accounts SELECT INSERT UPDATE DELETE
      identity credentials SELECT INSERT UPDATE DELETE
      identity sessions SELECT INSERT UPDATE DELETE
      identity signups SELECT INSERT UPDATE DELETE
      identity signup_tokens SELECT INSERT UPDATE DELETE
      identity password_resets SELECT INSERT UPDATE DELETE
      identity password_reset_tokens SELECT INSERT DELETE
      identity second_factors SELECT INSERT UPDATE DELETE
      identity recovery_codes SELECT INSERT DELETE
      identity email_changes SELECT INSERT UPDATE DELETE
      identity email_change_tokens SELECT INSERT DELETE
      identity account_deletions SELECT INSERT DELETE
      identity passkeys SELECT INSERT UPDATE DELETE
      identity passkey_challenges SELECT INSERT UPDATE DELETE
      identity notices SELECT INSERT DELETE
      identity limit_buckets SELECT INSERT UPDATE DELETE
      identity outbox INSERT
      identity platform_audit_events INSERT
      identity platform_audit_heads SELECT INSERT UPDATE
      tenant outbox INSERT
      tenant notices INSERT(id) INSERT(account_id) INSERT(kind) INSERT(happened_at) INSERT(about_encrypted)
      platform secrets SELECT INSERT UPDATE(retire_at)
      platform outbox SELECT INSERT UPDATE DELETE
      platform idempotency_keys SELECT INSERT UPDATE DELETE
      platform platform_audit_events INSERT
      platform platform_audit_heads SELECT INSERT UPDATE
      platform platform_audit_signed_heads SELECT INSERT
      audit_reader workspaces SELECT(id)
      audit_reader audit_events SELECT
      audit_reader audit_heads SELECT
      audit_reader audit_signed_heads SELECT
      audit_reader platform_audit_events SELECT
      audit_reader platform_audit_heads SELECT
      audit_reader platform_audit_signed_heads SELECT
      """;

  private Rights() {}

  /// Each `role table PRIVILEGE`.
  static String[] listed() {
    return LISTED
        .lines()
        .map(line -> line.split(" "))
        .flatMap(words -> Stream.of(words).skip(2).map(it -> words[0] + " " + words[1] + " " + it))
        .toArray(String[]::new);
  }
}
