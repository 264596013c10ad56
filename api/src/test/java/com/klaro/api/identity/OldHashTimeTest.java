package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.RunningApi;
import com.klaro.store.identity.password.HashingSettings;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// Today's parameters take some seventy times as long as those of the one account that there is, so
/// that a busy machine does not decide.
class OldHashTimeTest {

  private static final String CHEAP =
      "$argon2id$v=19$m=7168,t=1,p=1$c2FsdHNhbHRzYWx0$"
          + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  @Test
  void anUnknownAddressTakesTheTimeOfTheAccountsThatThereAre() {
    try (RunningApi api = RunningApi.hashingWith(new HashingSettings(19_456, 25, 1, 0, 64))) {
      assertThat(api.newcomer("asha@example.com", "a long walk by the river").status())
          .isEqualTo(201);
      long today = millis(api, "nobody@example.com");
      try (Handle handle = api.superuser()) {
        handle.execute("UPDATE credentials SET password_phc = ?", CHEAP);
      }
      api.takeUpKeys();
      assertThat(millis(api, "nobody@example.com")).isLessThan(today / 2);
      assertThat(millis(api, "asha@example.com")).isLessThan(today / 2);
    }
  }

  private static long millis(RunningApi api, String email) {
    return LongStream.range(0, 4)
        .map(_ -> {
          long begun = System.nanoTime();
          assertThat(
                  api.post(
                          "/v1/sessions",
                          "{\"email\":\"%s\",\"password\":\"some password\"}".formatted(email))
                      .status())
              .isEqualTo(401);
          return (System.nanoTime() - begun) / 1_000_000;
        })
        .min()
        .orElseThrow();
  }
}
