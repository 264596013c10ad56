package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefreshIntakeTest {

  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final TestDatabase test = TestDatabase.fresh();
  private final People people = new People(test, clock);
  private final People.Person person = people.signedIn("p@example.com");

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void fiftyParallelUsesAgreeOnOneSuccessor() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> uses =
          IntStream.range(0, 50)
              .mapToObj(_ -> (Callable<String>) () -> refreshed(person.refreshToken()))
              .toList();
      Set<String> successors =
          threads.invokeAll(uses).stream().map(RefreshIntakeTest::got).collect(Collectors.toSet());
      assertThat(successors).hasSize(1);
      assertThat(refreshed(successors.iterator().next())).isNotEqualTo(person.refreshToken());
    }
  }

  @Test
  void thePredecessorIsTakenForAShortWhileOnly() {
    String successor = refreshed(person.refreshToken());
    clock.advance(Duration.ofSeconds(9));
    assertThat(refreshed(person.refreshToken())).isEqualTo(successor);
    clock.advance(Duration.ofSeconds(2));
    assertThat(people.refreshes().refresh(person.refreshToken()))
        .isInstanceOf(RefreshOutcome.Replayed.class);
    assertThat(people.refreshes().refresh(successor)).isInstanceOf(RefreshOutcome.Refused.class);
  }

  @Test
  void aGrandparentEndsTheSession() {
    String second = refreshed(person.refreshToken());
    String third = refreshed(second);
    assertThat(people.refreshes().refresh(person.refreshToken()))
        .isInstanceOf(RefreshOutcome.Replayed.class);
    assertThat(people.refreshes().refresh(third)).isInstanceOf(RefreshOutcome.Refused.class);
  }

  /// S3-6.
  @Test
  void refreshingForeverDiesAtTheAbsoluteEnd() {
    String token = person.refreshToken();
    for (int i = 0; i < 35; i++) {
      clock.advance(Duration.ofMinutes(20));
      token = refreshed(token);
    }
    clock.advance(Duration.ofMinutes(20));
    assertThat(people.refreshes().refresh(token)).isInstanceOf(RefreshOutcome.Refused.class);
  }

  @Test
  void aLateRefreshSetsNothingBack() {
    Instant seen = clock.instant();
    clock.advance(Duration.ofSeconds(-5));
    assertThat(refreshed(person.refreshToken())).isNotEmpty();
    try (Handle superuser = test.superuser()) {
      assertThat(superuser.select("SELECT last_seen_at FROM sessions").mapTo(Instant.class).one())
          .isEqualTo(seen);
    }
  }

  @Test
  void madeUpAndForeignTokensAreRefusedWithoutHarm() {
    String forged =
        new RefreshToken.Issuer(new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
            .text(new RefreshToken(person.actor().sessionId(), 0, new byte[32]));
    assertThat(people.refreshes().refresh(forged)).isInstanceOf(RefreshOutcome.Refused.class);
    assertThat(people.refreshes().refresh(person.refreshToken() + "="))
        .as("another spelling")
        .isInstanceOf(RefreshOutcome.Refused.class);
    assertThat(people.refreshes().refresh("klr_")).isInstanceOf(RefreshOutcome.Refused.class);
    assertThat(people.refreshes().refresh("")).isInstanceOf(RefreshOutcome.Refused.class);
    assertThat(refreshed(person.refreshToken())).isNotEmpty();
  }

  private String refreshed(String token) {
    return switch (people.refreshes().refresh(token)) {
      case RefreshOutcome.Refreshed(IssuedSession session) -> session.refreshToken();
      case RefreshOutcome.Refused(), RefreshOutcome.Replayed _ ->
          throw new AssertionError("refused");
    };
  }

  private static String got(Future<String> future) {
    try {
      return future.get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
      throw new AssertionError(failed);
    }
  }
}
