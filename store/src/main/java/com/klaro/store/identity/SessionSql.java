package com.klaro.store.identity;

import com.klaro.store.tenancy.LiveSession;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SessionSql {

  private SessionSql() {}

  record Live(
      AccountId accountId,
      Instant expiresAt,
      byte[] refreshHash,
      byte @Nullable [] previousRefreshHash,
      @Nullable Instant rotatedAt,
      int passwordNumber) {}

  static void insert(Handle handle, AccountId accountId, SessionStart start) {
    start.bindTo(handle.createUpdate(SessionStart.INSERT)).bind("account", accountId).execute();
  }

  /// Begins one where the password is still the one that was looked at.
  ///
  /// @return as [#rotate]; empty where it is not
  static List<SessionRow> start(Handle handle, PasswordCredential credential, SessionStart start) {
    return start
        .bindTo(
            handle.createQuery(
                "WITH %s, %s".formatted(SessionStart.UNCHANGED, SessionStart.begun(""))))
        .bind("account", credential.accountId())
        .bind("version", credential.version())
        .mapTo(SessionRow.class)
        .list();
  }

  /// Moves the chain on, if this token is its end. One statement, so of parallel uses exactly one
  /// moves it; whose session it is comes with it, for each further question is a round trip.
  ///
  /// @return a row for each workspace, oldest first, and one at least; empty when it is not the end
  static List<SessionRow> rotate(
      Handle handle, RefreshToken used, RefreshToken successor, Instant now) {
    return handle
        .createQuery(
            """
            WITH mine AS (
              UPDATE sessions s SET generation = s.generation + 1, previous_refresh_hash = s.refresh_hash,
                refresh_hash = :next, rotated_at = :now, last_seen_at = greatest(s.last_seen_at, :now)
              FROM accounts a JOIN credentials c ON c.account_id = a.id
              WHERE a.id = s.account_id AND s.id = :id AND s.refresh_hash = :used AND\
            """
                + LiveSession.CONDITION
                + """
                  RETURNING s.account_id, s.expires_at, a.data_key, a.email_encrypted, a.full_name_encrypted,
                    c.password_number)
                """
                + SessionRow.WITH_WORKSPACES)
        .bind("id", used.sessionId())
        .bind("used", used.hash())
        .bind("next", successor.hash())
        .bind("now", now)
        .mapTo(SessionRow.class)
        .list();
  }

  static Optional<Live> live(Handle handle, SessionId id, Instant now) {
    return handle
        .createQuery(
            """
            SELECT s.account_id, s.expires_at, s.refresh_hash, s.previous_refresh_hash, s.rotated_at, c.password_number
            FROM sessions s JOIN accounts a ON a.id = s.account_id JOIN credentials c ON c.account_id = a.id
            WHERE s.id = :id AND\
            """
                + LiveSession.CONDITION)
        .bind("id", id)
        .bind("now", now)
        .mapTo(Live.class)
        .findOne();
  }

  /// @return whether a live session ended by this
  static boolean end(Handle handle, SessionId id, AccountId accountId, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE sessions s SET ended_at = :now FROM accounts a
                WHERE a.id = s.account_id AND s.id = :id AND s.account_id = :account AND\
                """
                    + LiveSession.CONDITION)
            .bind("id", id)
            .bind("account", accountId)
            .bind("now", now)
            .execute()
        == 1;
  }

  static List<OwnSession> page(
      Handle handle, AccountId accountId, @Nullable SessionId after, int limit, Instant now) {
    return handle
        .createQuery(
            """
            SELECT s.id, s.created_at, s.last_seen_at, s.user_agent
            FROM sessions s JOIN accounts a ON a.id = s.account_id
            WHERE s.account_id = :account AND (:after::uuid IS NULL OR s.id > :after::uuid) AND\
            """
                + LiveSession.CONDITION
                + "ORDER BY s.id LIMIT :limit")
        .bind("account", accountId)
        .bind("after", after)
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(OwnSession.class)
        .list();
  }

  /// Also those that have ended and are kept, oldest first.
  static List<AccountExportOutcome.KeptSession> kept(
      Handle handle, AccountId accountId, @Nullable SessionId after, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, created_at, authenticated_at, last_seen_at, expires_at, ended_at, user_agent
            FROM sessions WHERE account_id = :account AND (:after::uuid IS NULL OR id > :after::uuid)
            ORDER BY id LIMIT :limit
            """)
        .bind("account", accountId)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(AccountExportOutcome.KeptSession.class)
        .list();
  }

  static boolean isLive(Handle handle, Actor.Member member, Instant now) {
    return live(handle, member.sessionId(), now)
        .filter(session -> session.accountId().equals(member.accountId()))
        .isPresent();
  }

  /// @param since a proof before it is old
  static Freshness freshness(Handle handle, Actor.Member member, Instant since, Instant now) {
    return handle
        .createQuery(
            """
            SELECT s.authenticated_at > :since FROM sessions s JOIN accounts a ON a.id = s.account_id
            WHERE s.id = :session AND s.account_id = :account AND\
            """
                + LiveSession.CONDITION)
        .bind("session", member.sessionId())
        .bind("account", member.accountId())
        .bind("since", since)
        .bind("now", now)
        .mapTo(Boolean.class)
        .findOne()
        .map(recent -> recent ? Freshness.RECENT : Freshness.OLD)
        .orElse(Freshness.NONE);
  }

  /// Every session of an account but the member's own.
  ///
  /// @return how many of them lived, as their owner saw them: what only another process could still
  ///   have held for live ends too, and is not counted
  static int endOthers(Handle handle, Actor.Member member, Instant now) {
    return handle
        .createQuery(
            """
            WITH ended AS (
              UPDATE sessions s SET ended_at = :now WHERE s.account_id = :account AND s.id <> :own AND\
            """
                + LiveSession.PERHAPS
                + "RETURNING"
                + LiveSession.IN_TIME
                + "AS lived) SELECT count(*) FILTER (WHERE lived) FROM ended")
        .bind("account", member.accountId())
        .bind("own", member.sessionId())
        .bind("now", now)
        .mapTo(Integer.class)
        .one();
  }

  static void begunWith(Handle handle, SessionId id, UUID passkey) {
    handle
        .createUpdate("UPDATE sessions SET passkey_id = :passkey WHERE id = :id")
        .bind("id", id)
        .bind("passkey", passkey)
        .execute();
  }

  /// Those that a passkey began, but the member's own.
  static void endOthersBegunWith(Handle handle, Actor.Member member, UUID passkey, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE sessions s SET ended_at = :now
            WHERE s.account_id = :account AND s.passkey_id = :passkey AND s.id <> :own AND\
            """
                + LiveSession.PERHAPS)
        .bind("account", member.accountId())
        .bind("passkey", passkey)
        .bind("own", member.sessionId())
        .bind("now", now)
        .execute();
  }

  /// Every session of an account.
  static void endAll(Handle handle, AccountId accountId, Instant now) {
    handle
        .createUpdate(
            "UPDATE sessions s SET ended_at = :now WHERE s.account_id = :account AND"
                + LiveSession.PERHAPS)
        .bind("account", accountId)
        .bind("now", now)
        .execute();
  }

  /// By whichever end came first, of which `least` passes over the one that is null. They are found
  /// by when they were begun, which is before any end and never changes. One that asked for another
  /// address is there as long as that wish, which goes with what its session was begun with.
  static int forget(Handle handle, Instant endedBefore, int most) {
    return handle
        .createUpdate(
            """
            DELETE FROM sessions WHERE id IN (
              SELECT s.id FROM sessions s
              WHERE s.created_at < :before AND least(s.ended_at, s.expires_at, s.last_seen_at + s.idle) < :before
                AND NOT EXISTS (
                  SELECT FROM email_changes c WHERE c.account_id = s.account_id AND c.session_id = s.id)
              ORDER BY s.created_at LIMIT :most FOR UPDATE OF s SKIP LOCKED)
            """)
        .bind("before", endedBefore)
        .bind("most", most)
        .execute();
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
