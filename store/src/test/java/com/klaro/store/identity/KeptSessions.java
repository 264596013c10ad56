package com.klaro.store.identity;

import com.klaro.store.database.TestDatabase;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of sessions with times of the test's choice, begun well before any of them.
record KeptSessions(TestDatabase test, AccountId accountId, Instant begun) {

  /// By signing out.
  SessionId ended(Instant at) {
    return insert(at, at.plusSeconds(60), at, null);
  }

  /// At its absolute end, used until then.
  SessionId over(Instant at) {
    return insert(at, at, null, null);
  }

  /// Its time to be left alone was over then.
  SessionId leftAlone(Instant at) {
    return insert(at.minusSeconds(1800), at.plusSeconds(86_400), null, null);
  }

  SessionId live(Instant now) {
    return leftAlone(now.plusSeconds(1));
  }

  SessionId begunWith(UUID passkey, Instant leftAlone) {
    return insert(leftAlone.minusSeconds(1800), leftAlone.plusSeconds(86_400), null, passkey);
  }

  private SessionId insert(
      Instant seen, Instant expires, @Nullable Instant ended, @Nullable UUID passkey) {
    var id = new SessionId(UUID.randomUUID());
    try (Handle superuser = test.superuser()) {
      superuser.execute(
          """
          INSERT INTO sessions
            (id, account_id, created_at, authenticated_at, last_seen_at, idle, expires_at, ended_at, passkey_id, refresh_hash)
          VALUES (?, ?, ?, now(), ?, '30 minutes', ?, ?, ?, '')
          """,
          id.value(),
          accountId.value(),
          begun,
          seen,
          expires,
          ended,
          passkey);
    }
    return id;
  }

  Set<SessionId> ids() {
    return where("true");
  }

  Set<SessionId> endedAt(Instant at) {
    return where("ended_at = '" + at + "'");
  }

  private Set<SessionId> where(String condition) {
    try (Handle superuser = test.superuser()) {
      return Set.copyOf(
          superuser
              .select("SELECT id FROM sessions WHERE " + condition)
              .mapTo(SessionId.class)
              .list());
    }
  }
}
