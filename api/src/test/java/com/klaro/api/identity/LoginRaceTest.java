package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A password that is replaced while somebody signs in with it: whoever was let in by the old one
/// is out, in whatever order the two arrive (S2-4, S3-5).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginRaceTest {

  private static final String OLD = "a long enough password";
  private static final String NEW = "another long password";

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void noSessionOfTheOldPasswordOutlivesIt() throws Exception {
    for (int round = 0; round < 10; round++) {
      String email = "race" + round + "@example.com";
      Object _ = api.newcomer(email, OLD);
      String token = api.resetToken(email);
      List<Callable<Answer>> calls = new ArrayList<>();
      calls.add(() ->
          api.post(
              "/v1/password-resets/redeem",
              "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, NEW)));
      for (int i = 0; i < 6; i++) {
        calls.add(() ->
            api.post(
                "/v1/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, OLD)));
      }
      List<Answer> answers = new ArrayList<>();
      try (var callers = Executors.newFixedThreadPool(calls.size())) {
        for (Future<Answer> answer : callers.invokeAll(calls)) {
          answers.add(answer.get());
        }
      }
      assertThat(answers.getFirst().status()).isEqualTo(204);
      for (Answer login : answers.subList(1, answers.size())) {
        assertThat(login.status()).isIn(200, 401);
        if (login.status() == 200) {
          assertThat(api.call("GET", "/v1/me").bearer(login.text("accessToken")).send().status())
              .as("round " + round)
              .isEqualTo(401);
        }
      }
    }
  }
}
