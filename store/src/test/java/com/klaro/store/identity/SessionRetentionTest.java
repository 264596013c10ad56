package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionRetentionTest {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final MutableClock clock = new MutableClock(START);
  private final TestDatabase test = TestDatabase.fresh();
  private final People people = new People(test, clock);
  private final SessionRetention sessions = new SessionRetention(test.database(), clock);
  private final People.Person owner = people.signedIn("owner@example.com");
  private final KeptSessions kept =
      new KeptSessions(test, owner.accountId(), START.minus(100, ChronoUnit.DAYS));

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whatSignedOutGoesWhenItsTimeHasCome() {
    goesAfterItsEnd(kept::ended);
  }

  @Test
  void soDoesWhatWasOver() {
    goesAfterItsEnd(kept::over);
  }

  @Test
  void andWhatWasLeftAlone() {
    goesAfterItsEnd(kept::leftAlone);
  }

  private void goesAfterItsEnd(Function<Instant, SessionId> made) {
    Instant now = clock.instant();
    SessionId due = made.apply(now.minus(KEPT).minusMillis(1));
    SessionId young = made.apply(now.minus(KEPT));
    assertThat(forget()).isOne();
    assertThat(kept.ids()).containsExactlyInAnyOrder(owner.actor().sessionId(), young);
    assertThat(kept.ids()).doesNotContain(due);
    assertThat(forget()).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(forget()).isOne();
    assertThat(kept.ids()).containsExactly(owner.actor().sessionId());
  }

  /// Where sessions may live for longer than they are kept.
  @Test
  void whatLivesStaysHoweverLongAgoItWasBegun() {
    SessionId old = kept.live(clock.instant());
    assertThat(forget()).isZero();
    assertThat(kept.ids()).containsExactlyInAnyOrder(owner.actor().sessionId(), old);
  }

  /// However short the time that they are kept, and however far ahead this clock.
  @Test
  void whatMayLiveForAnotherProcessIsOutOfReachWhateverIsAsked() {
    Instant now = clock.instant();
    Set<SessionId> perhaps =
        Set.of(
            owner.actor().sessionId(),
            kept.over(now.minus(Duration.ofMinutes(60))),
            kept.leftAlone(now.minus(Duration.ofMinutes(60))));
    SessionId _ = kept.over(now.minus(Duration.ofMinutes(60)).minusMillis(1));
    SessionId _ = kept.leftAlone(now.minus(Duration.ofMinutes(60)).minusMillis(1));
    assertThat(sessions.forget(Instant.parse("2999-01-01T00:00:00Z"))).isEqualTo(2);
    assertThat(kept.ids()).isEqualTo(perhaps);
  }

  /// A passkey that is removed takes along what a session that it began asked for.
  @Test
  void whatAskedForAnotherAddressIsThereAsLongAsThatWish() {
    SessionId asker = kept.leftAlone(clock.instant().minus(KEPT).minusMillis(1));
    try (Handle superuser = test.superuser()) {
      superuser.execute(
          """
          INSERT INTO email_changes
            (id, account_id, session_id, new_index, data_key, new_email_encrypted, requested_at, expires_at)
          VALUES (gen_random_uuid(), ?, ?, '', '', '', now(), now())
          """,
          owner.accountId().value(),
          asker.value());
      assertThat(forget()).isZero();
      superuser.execute("DELETE FROM email_changes");
    }
    assertThat(forget()).isOne();
  }

  @Test
  void aBacklogGoesWhole() {
    try (Handle superuser = test.superuser()) {
      superuser.execute(
          """
          INSERT INTO sessions
            (id, account_id, created_at, authenticated_at, last_seen_at, idle, expires_at, refresh_hash)
          SELECT gen_random_uuid(), ?, s.at, s.at, s.at, '1 hour', s.at + interval '1 day', ''
          FROM (SELECT CAST(? AS timestamptz) AS at FROM generate_series(1, 1200)) s
          """,
          owner.accountId().value(),
          START.minus(KEPT).minus(Duration.ofHours(2)));
    }
    assertThat(forget()).isEqualTo(1200);
    assertThat(kept.ids()).containsExactly(owner.actor().sessionId());
  }

  /// Whoever holds it may be about to end it.
  @Test
  void whatSomebodyHoldsIsLeftToTheNextTime() {
    Instant longAgo = clock.instant().minus(KEPT).minusMillis(1);
    SessionId held = kept.over(longAgo);
    SessionId _ = kept.over(longAgo);
    try (Handle superuser = test.superuser()) {
      superuser.begin();
      superuser.execute("SELECT 1 FROM sessions WHERE id = ? FOR UPDATE", held.value());
      assertThat(forget()).isOne();
      superuser.rollback();
    }
    assertThat(kept.ids()).contains(held);
    assertThat(forget()).isOne();
  }

  /// Nobody learns from an answer whether a session is still kept.
  @Test
  void whoeverComesWithAForgottenOneIsAnsweredAsBefore() {
    People.Person gone = people.signedIn("gone@example.com");
    String newest = refreshed(refreshed(gone.refreshToken()));
    People.Person other = people.signedIn("other@example.com");
    assertThat(people.sessions().end(gone.actor(), gone.actor().sessionId()))
        .isEqualTo(SessionEndOutcome.ENDED);
    List<Object> ended = answers(gone, newest);
    assertThat(ended)
        .containsExactly(
            new RefreshOutcome.Refused(),
            new RefreshOutcome.Refused(),
            SessionEndOutcome.SIGNED_OUT,
            SessionEndOutcome.SIGNED_OUT,
            false);
    long written = rows("platform_audit_events") + rows("notices");
    clock.advance(KEPT.plusMillis(1));
    assertThat(forget()).as("the others were left alone later").isOne();
    assertThat(kept.ids()).doesNotContain(gone.actor().sessionId());
    assertThat(kept.ids()).contains(other.actor().sessionId());
    assertThat(answers(gone, newest)).isEqualTo(ended);
    assertThat(rows("platform_audit_events") + rows("notices")).isEqualTo(written);
  }

  /// @param newest of its refresh tokens; the first one was used up
  private List<Object> answers(People.Person person, String newest) {
    return List.of(
        people.refreshes().refresh(newest),
        people.refreshes().refresh(person.refreshToken()),
        people.sessions().end(person.actor(), person.actor().sessionId()),
        people.sessions().endOthers(person.actor()),
        people.gate().signedIn(person.actor(), _ -> true).orElse(false));
  }

  private String refreshed(String token) {
    return ((RefreshOutcome.Refreshed) people.refreshes().refresh(token)).session().refreshToken();
  }

  private long rows(String table) {
    try (Handle superuser = test.superuser()) {
      return superuser.select("SELECT count(*) FROM " + table).mapTo(Long.class).one();
    }
  }

  private int forget() {
    return sessions.forget(clock.instant().minus(KEPT));
  }
}
