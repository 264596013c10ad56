package com.klaro.store.tenancy;

import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

final class GateSql {

  private static final String ADMIT = "SELECT admit(?, ?, ?, to_timestamp(?))";

  private GateSql() {}

  /// Spoken to the driver directly: this runs with every request, and the statement layer would
  /// cost as much again as the question.
  static Verdict admit(Handle handle, Actor.Member member, WorkspaceId workspaceId, Instant now) {
    try (PreparedStatement question = handle.getConnection().prepareStatement(ADMIT)) {
      question.setObject(1, member.accountId().value());
      question.setObject(2, member.sessionId().value());
      question.setObject(3, workspaceId.value());
      // Seconds, because the driver spells a timestamp out and the server reads it again.
      question.setDouble(4, now.getEpochSecond() + now.getNano() / 1e9);
      try (ResultSet answer = question.executeQuery()) {
        answer.next();
        return Verdict.of(answer.getString(1));
      }
    } catch (SQLException failure) {
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  /// Whether the session lives. Being seen keeps it alive; once a minute is enough, and whoever
  /// finds the row locked leaves it to the other request, as `admit` does.
  static boolean signedIn(Handle handle, Actor.Member member, Instant now) {
    return handle
        .createQuery(
            """
            WITH live AS (
              SELECT FROM sessions s JOIN accounts a ON a.id = s.account_id
              WHERE s.id = :session AND s.account_id = :account AND\
            """
                + LiveSession.CONDITION
                + """
                ), seen AS (
                  UPDATE sessions SET last_seen_at = :now
                  WHERE EXISTS (SELECT FROM live) AND id = (
                    SELECT x.id FROM sessions x
                    WHERE x.id = :session AND x.last_seen_at + interval '1 minute' < :now FOR UPDATE SKIP LOCKED)
                )
                SELECT EXISTS (SELECT FROM live)
                """)
        .bind("account", member.accountId())
        .bind("session", member.sessionId())
        .bind("now", now)
        .mapTo(Boolean.class)
        .one();
  }

  static Verdict admitInvited(
      Handle handle, Actor.Member member, WorkspaceId workspaceId, byte[] tokenHash, Instant now) {
    return Verdict.of(
        handle
            .select(
                "SELECT admit_invited(?, ?, ?, ?, ?)",
                member.accountId().value(),
                member.sessionId().value(),
                workspaceId.value(),
                tokenHash,
                now)
            .mapTo(String.class)
            .one());
  }

  static void enter(Handle handle, WorkspaceId workspaceId) {
    handle
        .select("SELECT set_config('klaro.workspace_id', ?, true)", workspaceId.toString())
        .mapTo(String.class)
        .one();
  }

  /// Enters and looks whether there is such a workspace.
  ///
  /// @return whether it is open; empty when there is none
  static Optional<Boolean> enterExisting(Handle handle, WorkspaceId workspaceId) {
    enter(handle, workspaceId);
    return handle
        .select("SELECT closed_at IS NULL FROM workspaces WHERE id = ?", workspaceId.value())
        .mapTo(Boolean.class)
        .findOne();
  }

  static boolean authenticatedSince(Handle handle, Actor.Member member, Instant since) {
    return handle
        .select(
            "SELECT authenticated_since(?, ?, ?)",
            member.accountId().value(),
            member.sessionId().value(),
            since)
        .mapTo(Boolean.class)
        .one();
  }

  /// Holds the member's account until the transaction ends: it stays there, and joins nothing
  /// meanwhile.
  ///
  /// @return how many workspaces it belongs to; empty when it is gone
  static OptionalInt holdAccount(Handle handle, Actor.Member member) {
    Integer workspaces =
        handle
            .select(
                "SELECT hold_account(?, ?)", member.accountId().value(), member.sessionId().value())
            .mapTo(Integer.class)
            .findOne()
            .orElse(null);
    return workspaces == null ? OptionalInt.empty() : OptionalInt.of(workspaces);
  }

  /// Of the workspace that was entered.
  static boolean isMember(Handle handle, Actor.Member member, WorkspaceId workspaceId) {
    return handle
        .select(
            "SELECT EXISTS (SELECT FROM memberships WHERE workspace_id = ? AND account_id = ?)",
            workspaceId.value(),
            member.accountId().value())
        .mapTo(Boolean.class)
        .one();
  }

  static boolean hasSecondFactor(Handle handle, Actor.Member member) {
    return handle
        .select(
            "SELECT has_second_factor(?, ?)",
            member.accountId().value(),
            member.sessionId().value())
        .mapTo(Boolean.class)
        .one();
  }

  static void lock(Handle handle, WorkspaceId workspaceId) {
    handle.execute("SELECT 1 FROM workspaces WHERE id = ? FOR NO KEY UPDATE", workspaceId.value());
  }

  static void leave(Handle handle) {
    handle.select("SELECT set_config('klaro.workspace_id', '', true)").mapTo(String.class).one();
  }
}
