package com.klaro.store.identity;

import java.time.Instant;
import org.jdbi.v3.core.statement.SqlStatement;

/// The row of a session that begins, as every statement that begins one writes it.
record SessionStart(RefreshToken token, Instant now, SessionPolicy policy, String userAgent) {

  private static final String COLUMNS =
      "(id, account_id, created_at, authenticated_at, last_seen_at, idle, expires_at, refresh_hash,"
          + " user_agent)";

  private static final String VALUES =
      ":id, %s, :now, :now, :now, make_interval(secs => :idle), :expires, :refreshHash, :userAgent";

  static final String INSERT =
      "INSERT INTO sessions %s VALUES (%s)".formatted(COLUMNS, VALUES.formatted(":account"));

  /// A part of a `WITH`: whose password is still the one that was looked at, and stays it until
  /// this ends, for a session must not begin with one that was replaced while its hash was
  /// computed. Where this waits for somebody, the version is looked at again.
  static final String UNCHANGED =
      """
      unchanged AS (
        SELECT a.id AS account_id, a.data_key, a.email_encrypted, a.full_name_encrypted, c.password_number
        FROM credentials c JOIN accounts a ON a.id = c.account_id
        WHERE c.account_id = :account AND c.version = :version AND a.disabled_at IS NULL
        FOR SHARE OF c)
      """;

  /// Two parts of a `WITH`, and what is asked of them: rows as [SessionRow], none where `unchanged`
  /// has none.
  ///
  /// @param when what to join, with one row where a session is to begin
  static String begun(String when) {
    return """
    begun AS (INSERT INTO sessions %s SELECT %s FROM unchanged %s RETURNING expires_at),
    mine AS (SELECT * FROM unchanged CROSS JOIN begun)
    """
            .formatted(COLUMNS, VALUES.formatted("account_id"), when)
        + SessionRow.WITH_WORKSPACES;
  }

  /// All but `:account` and `:version`.
  <S extends SqlStatement<S>> S bindTo(S statement) {
    return statement
        .bind("id", token.sessionId())
        .bind("now", now)
        .bind("idle", SessionSql.seconds(policy.idle()))
        .bind("expires", now.plus(policy.absolute()))
        .bind("refreshHash", token.hash())
        .bind("userAgent", userAgent);
  }
}
