package com.klaro.store.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.TestDatabase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretStoreTest {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private TestDatabase test;
  private SecretStore store;

  @BeforeAll
  void open() {
    test =
        TestDatabase.fresh(new DatabaseSettings(8, Duration.ofSeconds(30), Duration.ofSeconds(30)));
    store = new SecretStore(test.database(), test.master(), clock);
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void versionsAddedAtOnceFollowEachOther() throws Exception {
    together(
        16,
        () -> {
          store.add("busy", bytes("x"), null);
          return true;
        });
    assertThat(store.live("busy").reversed())
        .extracting(SecretStore.Version::version)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  }

  @Test
  void processesThatStartTogetherAgreeOnOne() throws Exception {
    var random = new SecureRandom();
    var first = NamedSecret.key("first", "", new SecretRotation.Never(""));
    var values = together(8, () -> ByteBuffer.wrap(store.ensure(first, random).value()));
    assertThat(new HashSet<>(values)).hasSize(1);
    assertThat(store.every("first")).hasSize(1);
  }

  @Test
  void aSwappedRowIsNotOpened() {
    store.add("left", bytes("canary-six"), null);
    store.add("right", bytes("canary-seven"), null);
    try (Handle handle = test.superuser()) {
      handle.execute(
          "UPDATE secrets SET wrapped = (SELECT wrapped FROM secrets WHERE name = 'right') WHERE"
              + " name = 'left'");
    }
    assertThatThrownBy(() -> store.newest("left"))
        .isInstanceOf(MasterKey.WrongKey.class)
        .hasMessageNotContaining("canary");
  }

  private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    List<Future<T>> begun = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        begun.add(pool.submit(work));
      }
    }
    List<T> done = new ArrayList<>();
    for (Future<T> each : begun) {
      done.add(each.get());
    }
    return done;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
