package com.klaro.store.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IdempotencyIntakeTest {

  private static final TestDatabase test = TestDatabase.fresh();

  private final MutableClock clock =
      new MutableClock(Instant.parse("2026-03-01T10:00:00.123456789Z"));
  private final IdempotencyIntake intake =
      new IdempotencyIntake(
          test.database(), test.master(), IdempotencySettings.defaults(), clock, Ids.timeOrdered());
  private final IdempotencyRetention retention = new IdempotencyRetention(test.database(), clock);
  private final IdempotencyIntake.Place place =
      intake.place("account/1", UUID.randomUUID().toString());

  @AfterAll
  static void stop() {
    test.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Claim claim(String request) {
    return intake.claim(place, bytes(request));
  }

  private Claim.Granted granted(String request) {
    return (Claim.Granted) claim(request);
  }

  @Test
  void theFirstAnswerIsKeptForADay() {
    Claim.Granted first = granted("a");
    intake.answer(place, first.operationId(), bytes("answer"));
    intake.answer(place, first.operationId(), bytes("later answer"));
    clock.advance(Duration.ofHours(23));
    assertThat(claim("a"))
        .isInstanceOfSatisfying(
            Claim.Answered.class, it -> assertThat(it.answer()).isEqualTo(bytes("answer")));
    clock.advance(Duration.ofHours(1));
    assertThat(granted("b").operationId()).isNotEqualTo(first.operationId());
  }

  @Test
  void anotherRequestUnderTheKeyIsAMismatchWhileRunningAndAfter() {
    Claim.Granted first = granted("a");
    assertThat(claim("b")).isInstanceOf(Claim.Mismatch.class);
    clock.advance(Duration.ofSeconds(61));
    assertThat(claim("b")).isInstanceOf(Claim.Mismatch.class);
    intake.answer(place, first.operationId(), bytes("answer"));
    assertThat(claim("b")).isInstanceOf(Claim.Mismatch.class);
  }

  @Test
  void aLeaseThatRanOutIsTakenOverWithTheSameOperation() {
    Claim.Granted first = granted("a");
    clock.advance(Duration.ofSeconds(59));
    assertThat(claim("a")).isEqualTo(new Claim.Running(Duration.ofSeconds(1)));
    clock.advance(Duration.ofSeconds(1));
    Claim.Granted second = granted("a");
    assertThat(second.operationId()).isEqualTo(first.operationId());
    // The one that was late gives back a lease that is not its own any more.
    intake.release(place, first);
    assertThat(claim("a")).isInstanceOf(Claim.Running.class);
  }

  @Test
  void aReleasedLeaseIsFreeAtOnceWithTheSameOperation() {
    Claim.Granted first = granted("a");
    intake.release(place, first);
    assertThat(granted("a").operationId()).isEqualTo(first.operationId());
  }

  @Test
  void whatDidNothingLeavesTheKeyAsItWas() {
    Claim.Granted first = granted("a");
    intake.withdraw(place, first);
    assertThat(isThere(place)).isFalse();
    assertThat(granted("b").operationId()).isNotEqualTo(first.operationId());
    intake.withdraw(place, first);
    assertThat(claim("b")).as("the lease is another's").isInstanceOf(Claim.Running.class);
  }

  /// The one before may have died after its commit.
  @Test
  void whatDidNothingAfterAnotherAttemptKeepsItsOperation() {
    Claim.Granted first = granted("a");
    intake.release(place, first);
    intake.withdraw(place, granted("a"));
    assertThat(granted("a").operationId()).isEqualTo(first.operationId());
  }

  @Test
  void ofManyAtOnceOneDoesTheWork() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Claim>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        tasks.add(() -> claim("a"));
      }
      int granted = 0;
      for (var claim : threads.invokeAll(tasks)) {
        granted += claim.get() instanceof Claim.Granted ? 1 : 0;
      }
      assertThat(granted).isEqualTo(1);
    }
  }

  @Test
  void ownersDoNotMeetAndNothingIsReadableAtRest() {
    Claim.Granted first = granted("a secret body");
    intake.answer(place, first.operationId(), bytes("a secret answer"));
    IdempotencyIntake.Place other =
        new IdempotencyIntake.Place(intake.place("account/2", "x").owner(), place.key());
    assertThat(intake.claim(other, bytes("a secret body"))).isInstanceOf(Claim.Granted.class);
    try (var superuser = test.superuser()) {
      String rows =
          superuser
              .select(
                  "SELECT string_agg(encode(k.owner || k.key || k.fingerprint || coalesce(k.answer,"
                      + " ''), 'escape'), '|') FROM idempotency_keys k")
              .mapTo(String.class)
              .one();
      assertThat(rows).doesNotContain("secret", "account");
    }
  }

  @Test
  void whatExpiredIsForgottenAndNothingElse() {
    Claim.Granted _ = granted("a");
    clock.advance(Duration.ofHours(23));
    IdempotencyIntake.Place younger = intake.place("account/1", UUID.randomUUID().toString());
    Claim _ = intake.claim(younger, bytes("b"));
    int _ = retention.forget();
    assertThat(isThere(place)).isTrue();
    clock.advance(Duration.ofHours(1));
    assertThat(retention.forget()).isPositive();
    assertThat(isThere(place)).isFalse();
    assertThat(isThere(younger)).isTrue();
    assertThat(retention.forget()).isZero();
  }

  @Test
  void aBacklogIsForgottenWhole() {
    try (var superuser = test.superuser()) {
      superuser.execute(
          "INSERT INTO idempotency_keys SELECT 'crowd', int4send(n), '', gen_random_uuid(), ?,"
              + " NULL, ? FROM generate_series(1, 1200) n",
          clock.instant(),
          clock.instant());
    }
    assertThat(retention.forget()).isGreaterThanOrEqualTo(1200);
    assertThat(retention.forget()).isZero();
  }

  private static boolean isThere(IdempotencyIntake.Place sought) {
    try (var superuser = test.superuser()) {
      return superuser
          .select(
              "SELECT count(*) FROM idempotency_keys WHERE owner = ? AND key = ?",
              sought.owner(),
              sought.key())
          .mapTo(Long.class)
          .one()
          .equals(1L);
    }
  }
}
