package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.TestDatabase;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which sessions end when many do: those that are live on any clock, and none that was over long
/// ago, of which an account may have very many.
class SessionRevocationTest {

  private static final Duration SLACK = Duration.ofHours(1);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final TestDatabase test = TestDatabase.fresh();
  private final People people = new People(test, clock);
  private final People.Person owner = people.signedIn("owner@example.com");
  private final KeptSessions kept =
      new KeptSessions(test, owner.accountId(), clock.instant().minus(100, ChronoUnit.DAYS));
  private final Instant now = clock.instant();

  private final SessionId live = kept.live(now);
  private final SessionId justOver = kept.over(now.minus(SLACK).plusMillis(1));
  private final SessionId justLeftAlone = kept.leftAlone(now.minus(SLACK).plusMillis(1));

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void everybodyIsWhoeverMayBeLive() {
    longDead();
    signOut(handle -> SessionRevocation.all(handle, owner.accountId(), now));
    assertThat(kept.endedAt(now))
        .containsExactlyInAnyOrder(owner.actor().sessionId(), live, justOver, justLeftAlone);
  }

  @Test
  void nobodyElsesSessionEnds() {
    People.Person other = people.signedIn("other@example.com");
    signOut(handle -> SessionRevocation.all(handle, other.accountId(), now));
    assertThat(kept.endedAt(now)).containsExactly(other.actor().sessionId());
  }

  /// Their owner saw one in the list, and is told of one.
  @Test
  void othersAreCountedAsTheirOwnerSawThem() {
    longDead();
    assertThat(people.sessions().endOthers(owner.actor())).isEqualTo(SessionEndOutcome.ENDED);
    assertThat(kept.endedAt(now)).containsExactlyInAnyOrder(live, justOver, justLeftAlone);
    assertThat(people.sessions().endOthers(owner.actor())).isEqualTo(SessionEndOutcome.ENDED);
    try (Handle superuser = test.superuser()) {
      assertThat(
              superuser
                  .select(
                      "SELECT data FROM platform_audit_events WHERE action ="
                          + " 'session.others-ended' ORDER BY seq")
                  .mapTo(String.class)
                  .list())
          .as(
              "and nothing where nobody is left: else one session makes a trail as long as it"
                  + " likes")
          .containsExactly("{\"ended\":\"1\"}");
    }
  }

  @Test
  void ofAPasskeyThoseThatItBegan() {
    UUID passkey = UUID.randomUUID();
    List<SessionId> begun =
        List.of(
            kept.begunWith(passkey, now.plusSeconds(1)),
            kept.begunWith(passkey, now.minus(SLACK).plusMillis(1)));
    SessionId _ = kept.begunWith(passkey, now.minus(SLACK));
    SessionId _ = kept.begunWith(UUID.randomUUID(), now.plusSeconds(1));
    begin(owner.actor().sessionId(), passkey);
    signOut(handle -> SessionRevocation.othersBegunWith(handle, owner.actor(), passkey, now));
    assertThat(kept.endedAt(now)).containsExactlyInAnyOrderElementsOf(begun);
  }

  /// What a session asked for outlives it, when it was left alone, and goes with the passkey all
  /// the same; not what one asked for that signed out, or the member's own.
  @Test
  void withAPasskeyGoesTheWishOfASessionThatItBeganHoweverLongAgo() {
    UUID passkey = UUID.randomUUID();
    begin(owner.actor().sessionId(), passkey);
    SessionId signedOut = kept.begunWith(passkey, now.plusSeconds(1));
    assertThat(people.sessions().end(owner.actor(), signedOut)).isEqualTo(SessionEndOutcome.ENDED);
    SessionId dead = kept.begunWith(passkey, now.minus(SLACK.multipliedBy(20)));
    for (SessionId asker : List.of(owner.actor().sessionId(), signedOut, live)) {
      assertThat(wishStays(asker, passkey)).as("stays").isTrue();
    }
    assertThat(wishStays(dead, passkey)).isFalse();
    assertThat(wishStays(kept.begunWith(passkey, now.plusSeconds(1)), passkey)).isFalse();
  }

  /// For it a session lives that is over here, and no longer once somebody ended it here.
  @Test
  void aProcessWhoseClockIsBehindLetsNobodyInAnyMore() {
    var behind = new MutableClock(now);
    People.Person person = people.signedIn("behind@example.com");
    clock.advance(SessionPolicy.defaults().idle().plus(SLACK).minusMillis(1));
    signOut(handle -> SessionRevocation.all(handle, person.accountId(), clock.instant()));
    assertThat(new People(test, behind).refreshes().refresh(person.refreshToken()))
        .isInstanceOf(RefreshOutcome.Refused.class);
    assertThat(new People(test, behind).gate().signedIn(person.actor(), _ -> true)).isEmpty();
  }

  private void longDead() {
    SessionId _ = kept.over(now.minus(SLACK));
    SessionId _ = kept.leftAlone(now.minus(SLACK));
    SessionId _ = kept.over(now.minus(SLACK.multipliedBy(1000)));
    SessionId _ = kept.ended(now.minusSeconds(1));
  }

  private boolean wishStays(SessionId asker, UUID passkey) {
    try (Handle superuser = test.superuser()) {
      superuser.execute("DELETE FROM email_changes");
      superuser.execute(
          """
          INSERT INTO email_changes
            (id, account_id, session_id, new_index, data_key, new_email_encrypted, requested_at, expires_at)
          VALUES (gen_random_uuid(), ?, ?, '', '', '', now(), now())
          """,
          owner.accountId().value(),
          asker.value());
      signOut(handle -> SessionRevocation.othersBegunWith(handle, owner.actor(), passkey, now));
      return superuser.select("SELECT count(*) = 1 FROM email_changes").mapTo(Boolean.class).one();
    }
  }

  private void begin(SessionId id, UUID passkey) {
    signOut(handle -> SessionSql.begunWith(handle, id, passkey));
  }

  private void signOut(Consumer<Handle> act) {
    test.database().inTransaction(DatabaseRole.IDENTITY, it -> act.accept(it.handle()));
  }
}
