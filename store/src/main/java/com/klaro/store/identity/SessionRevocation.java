package com.klaro.store.identity;

import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Who is thrown out, and what goes with them: what a session began must not outlive it, for it may
/// have been a stranger's. Whoever signs out by themselves still means what they asked for, and
/// whoever goes on in a new session takes it along; neither comes by here.
///
/// Requests before sessions: the order in which everybody takes them.
final class SessionRevocation {

  private SessionRevocation() {}

  /// Nobody stays, and no link that was mailed opens anything any more.
  static void all(Handle handle, AccountId accountId, Instant now) {
    PasswordResetSql.voidAll(handle, accountId);
    EmailChangeSql.voidAll(handle, accountId);
    SessionSql.endAll(handle, accountId, now);
  }

  /// All but the session that asks.
  ///
  /// @return how many lived
  static int others(Handle handle, Actor.Member member, Instant now) {
    EmailChangeSql.voidOfOthers(handle, member);
    return SessionSql.endOthers(handle, member, now);
  }

  /// Those that a passkey began, but the session that asks.
  static void othersBegunWith(Handle handle, Actor.Member member, UUID passkey, Instant now) {
    EmailChangeSql.voidOfOthersBegunWith(handle, member, passkey);
    SessionSql.endOthersBegunWith(handle, member, passkey, now);
  }

  /// @return false when it had ended before
  static boolean one(Handle handle, AccountId accountId, SessionId sessionId, Instant now) {
    EmailChangeSql.voidOf(handle, accountId, sessionId);
    return SessionSql.end(handle, sessionId, accountId, now);
  }
}
