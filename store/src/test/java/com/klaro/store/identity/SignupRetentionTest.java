package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignupRetentionTest {

  private static final Duration KEPT = Duration.ofDays(7);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final TestDatabase test = TestDatabase.fresh();
  private final SignupRetention signups = new SignupRetention(test.database(), clock);

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void oldSignupsOfAnyStateGoAndYoungOnesStay() {
    for (String state : Set.of("open", "known-address", "completed")) {
      UUID _ = requested(state);
    }
    clock.advance(KEPT);
    UUID young = requested("completed");
    assertThat(forget()).as("exactly as old as it may be").isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(forget()).isEqualTo(3);
    assertThat(left()).containsExactly(young);
    assertThat(forget()).isZero();
  }

  /// A link that was mailed late, because the mail server was away, keeps what it promised.
  @Test
  void aLinkThatStillWorksKeepsItsSignup() {
    UUID id = requested("open");
    clock.advance(KEPT.plusDays(1));
    try (Handle handle = test.superuser()) {
      handle.execute(
          "INSERT INTO signup_tokens (token_hash, signup_id, expires_at) VALUES ('h', ?, ?)",
          id,
          clock.instant().plusSeconds(60));
    }
    assertThat(forget()).isZero();
    clock.advance(Duration.ofSeconds(60));
    assertThat(forget()).isEqualTo(1);
    try (Handle handle = test.superuser()) {
      assertThat(handle.select("SELECT count(*) FROM signup_tokens").mapTo(Long.class).one())
          .isZero();
    }
  }

  @Test
  void aBacklogGoesWhole() {
    try (Handle handle = test.superuser()) {
      handle.execute(
          "INSERT INTO signups (id, email_index, country, state, requested_at) SELECT"
              + " gen_random_uuid(), 'i', 'IN', 'completed', ? FROM generate_series(1, 1200)",
          clock.instant());
    }
    clock.advance(KEPT.plusSeconds(1));
    assertThat(forget()).isEqualTo(1200);
    assertThat(left()).isEmpty();
  }

  private int forget() {
    return signups.forget(clock.instant().minus(KEPT));
  }

  private UUID requested(String state) {
    UUID id = UUID.randomUUID();
    try (Handle handle = test.superuser()) {
      handle.execute(
          "INSERT INTO signups (id, email_index, country, state, requested_at) VALUES (?, 'i',"
              + " 'IN', ?, ?)",
          id,
          state,
          clock.instant());
    }
    return id;
  }

  private Set<UUID> left() {
    try (Handle handle = test.superuser()) {
      return Set.copyOf(handle.select("SELECT id FROM signups").mapTo(UUID.class).list());
    }
  }
}
