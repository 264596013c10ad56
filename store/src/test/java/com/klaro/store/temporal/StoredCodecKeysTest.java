package com.klaro.store.temporal;

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

      rotate(test, Duration.ofDays(60));
      theirs.renewed();
      Payload second = encoded(there);
      assertThat(keyOf(second)).isEqualTo("2");
      assertThat(here.decode(List.of(first, second))).containsOnly(Payload.getDefaultInstance());
      assertThat(keyOf(encoded(here))).isEqualTo("2");
    }
  }

  @Test
  void aHistoryIsReadableLongAfterTheKeyThatWroteIt() {
    try (TestDatabase test = TestDatabase.fresh();
        var ours = new StoredCodecKeys(secrets(test), random)) {
      var codec = new HistoryCodec(ours);
      Payload old = encoded(codec);
      rotate(test, Duration.ofHours(24));
      clock.advance(Duration.ofDays(365));
      ours.renewed();
      assertThat(codec.decode(List.of(old))).containsExactly(Payload.getDefaultInstance());
      try (var later = new StoredCodecKeys(secrets(test), random)) {
        var afterARestart = new HistoryCodec(later);
        assertThat(afterARestart.decode(List.of(old)))
            .containsExactly(Payload.getDefaultInstance());
        assertThat(keyOf(encoded(afterARestart))).isEqualTo("2");
      }
    }
  }

  /// Before values were looked at, anything could be set.
  @Test
  void whatNeverWasAKeyIsLeftOut() {
    try (TestDatabase test = TestDatabase.fresh();
        var ours = new StoredCodecKeys(secrets(test), random)) {
      var codec = new HistoryCodec(ours);
      Payload old = encoded(codec);
      secrets(test).add(StoredCodecKeys.SECRET.name(), new byte[] {1}, null);
      ours.renewed();
      assertThat(codec.decode(List.of(old))).containsExactly(Payload.getDefaultInstance());
      assertThat(keyOf(encoded(codec))).isEqualTo("1");
    }
  }

  private void rotate(TestDatabase test, Duration keepOld) {
    secrets(test)
        .add(
            StoredCodecKeys.SECRET.name(),
            StoredCodecKeys.SECRET.fresh(random),
            clock.instant().plus(keepOld));
  }

  private static String keyOf(Payload payload) {
    return payload.getMetadataOrThrow("encryption-key-id").toStringUtf8();
  }

  private static Payload encoded(HistoryCodec codec) {
    return codec.encode(List.of(Payload.getDefaultInstance())).getFirst();
  }

  private SecretStore secrets(TestDatabase test) {
    return new SecretStore(test.database(), test.master(), clock);
  }
}
