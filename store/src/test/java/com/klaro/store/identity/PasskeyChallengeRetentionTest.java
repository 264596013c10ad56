package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PasskeyChallengeRetentionTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  /// One that is forgotten could be answered again, so none is before its end.
  @Test
  void onlyChallengesThatNobodyTakesAreForgotten() {
    try (TestDatabase test = TestDatabase.fresh()) {
      assertThat(spent(test, 1, NOW.minusSeconds(1))).isTrue();
      assertThat(spent(test, 2, NOW)).isTrue();
      assertThat(new PasskeyChallengeRetention(test.database()).forget(NOW)).isEqualTo(1);
      assertThat(spent(test, 1, NOW.minusSeconds(1))).isTrue();
      assertThat(spent(test, 2, NOW)).isFalse();
    }
  }

  private static boolean spent(TestDatabase test, int which, Instant expires) {
    return test.database()
        .transaction(
            DatabaseRole.IDENTITY,
            transaction ->
                PasskeySql.spend(
                    transaction.handle(),
                    new PasskeyChallenge(new byte[] {(byte) which}, expires)));
  }
}
