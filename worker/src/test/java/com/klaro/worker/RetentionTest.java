package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.MutableClock;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.idempotency.IdempotencyIntake;
import com.klaro.store.idempotency.IdempotencyRetention;
import com.klaro.store.idempotency.IdempotencySettings;
import com.klaro.store.identity.SignupRetention;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));

  @Test
  void everyKindOfRowGoesWhenItsTimeHasCome() {
    try (TestDatabase test = TestDatabase.fresh()) {
      var keys =
          new IdempotencyIntake(
              test.database(),
              test.master(),
              IdempotencySettings.defaults(),
              clock,
              Ids.timeOrdered());
      var signups = new SignupRetention(test.database(), clock);
      var kept = new IdempotencyRetention(test.database(), clock);
      Object _ = keys.claim(keys.place("account/1", "a key"), new byte[] {1});
      try (var superuser = test.superuser()) {
        superuser.execute(
            "INSERT INTO signups (id, email_index, country, state, requested_at)"
                + " VALUES (gen_random_uuid(), 'i', 'IN', 'completed', ?)",
            clock.instant());
      }
      try (var retention = new Retention(RetentionSettings.defaults(), signups, kept, clock)) {
        assertThat(retention.run()).isEqualTo(new Retention.Run(0, 0));
        clock.advance(Duration.ofDays(1));
        assertThat(retention.run()).isEqualTo(new Retention.Run(0, 1));
        clock.advance(Duration.ofDays(6).plusSeconds(1));
        assertThat(retention.run()).isEqualTo(new Retention.Run(1, 0));
        assertThat(retention.run()).isEqualTo(new Retention.Run(0, 0));
      }
    }
  }

  @Test
  void rowsThatAreStillWorkedWithCannotBeConfiguredAway() {
    var week = new RetentionSettings(Duration.ofDays(7));
    assertThat(week.beside(Duration.ofDays(3))).isEqualTo(week);
    assertThatThrownBy(() -> week.beside(Duration.ofDays(4)))
        .hasMessageContaining("retention.signups")
        .hasMessageContaining("signupLink");
    assertThatThrownBy(() -> new RetentionSettings(Duration.ZERO)).hasMessageContaining("P7D");
  }
}
