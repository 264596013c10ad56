package com.klaro.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DatabasePatienceTest {

  private static final DatabasePatience LONG = new DatabasePatience(Duration.ofMinutes(1));

  private final AtomicInteger asked = new AtomicInteger();

  private int late(int times) {
    if (asked.incrementAndGet() <= times) {
      throw new DatabaseUnavailable("away", null);
    }
    return asked.get();
  }

  @Test
  void aLateAnswerIsWaitedFor() {
    assertThat(LONG.<Integer>await(() -> late(2))).isEqualTo(3);
  }

  @Test
  void thereIsAnEnd() {
    var none = new DatabasePatience(Duration.ZERO);
    assertThatThrownBy(() -> none.await(() -> late(Integer.MAX_VALUE)))
        .isInstanceOf(DatabaseUnavailable.class);
    assertThat(asked).hasValueLessThan(3);
  }

  @Test
  void aRefusedLoginIsNotWaitedFor() {
    assertThatThrownBy(() ->
            LONG.await(() -> {
              asked.incrementAndGet();
              throw new DatabaseUnavailable.LoginRefused(new IllegalStateException());
            }))
        .isInstanceOf(DatabaseUnavailable.LoginRefused.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void anInterruptedProgramDoesNotWait() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> LONG.await(() -> late(Integer.MAX_VALUE)))
          .isInstanceOf(DatabaseUnavailable.class);
      assertThat(asked).hasValue(1);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
