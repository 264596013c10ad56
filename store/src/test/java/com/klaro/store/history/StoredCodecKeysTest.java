package com.klaro.store.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.secrets.SecretStore;
import io.temporal.api.common.v1.Payload;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredCodecKeysTest {

  private final SecureRandom random = new SecureRandom();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-02T09:00:00Z"));

  @Test
  void processesAgreeOnOneKeyAndLearnOfANewOneFromAPayload() {
    try (TestDatabase test = TestDatabase.fresh();
        var ours = new StoredCodecKeys(secrets(test), random);
        var theirs = new StoredCodecKeys(secrets(test), random)) {
      var here = new HistoryCodec(ours);
      var there = new HistoryCodec(theirs);
      Payload first = encoded(here);
      assertThat(there.decode(List.of(first))).containsExactly(Payload.getDefaultInstance());

      secrets(test)
          .add(
              StoredCodecKeys.SECRET,
              StoredCodecKeys.fresh(random),
              clock.instant().plus(Duration.ofDays(60)));
      theirs.renewed();
      Payload second = encoded(there);
      assertThat(second.getMetadataOrThrow("encryption-key-id").toStringUtf8()).isEqualTo("2");
      assertThat(here.decode(List.of(first, second))).containsOnly(Payload.getDefaultInstance());
      assertThat(encoded(here).getMetadataOrThrow("encryption-key-id").toStringUtf8())
          .isEqualTo("2");
    }
  }

  private static Payload encoded(HistoryCodec codec) {
    return codec.encode(List.of(Payload.getDefaultInstance())).getFirst();
  }

  private SecretStore secrets(TestDatabase test) {
    return new SecretStore(test.database(), test.master(), clock);
  }
}
