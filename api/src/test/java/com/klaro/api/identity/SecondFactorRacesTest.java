package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.Authenticator;
import com.klaro.store.identity.password.HashingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// ASVS 6.5.1: a code that fifty use at once works once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorRacesTest {

  private static final int AT_ONCE = 50;

  /// The cheapest there are: it is not the hash that is raced for.
  private final RunningApi api = RunningApi.hashingWith(new HashingSettings(7168, 5, 1, 0, 64));

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void oneCodeMakesOneSession() throws Exception {
    Enrolled one = Enrolled.of(api, "race@example.com");
    String code = one.code();
    onlyOne(atOnce(() -> one.login(code)), 401);
    assertThat(one.acts().stream().filter("session.started"::equals)).hasSize(2);
  }

  @Test
  void oneRecoveryCodeMakesOneSession() throws Exception {
    Enrolled one = Enrolled.of(api, "recovery@example.com");
    onlyOne(atOnce(() -> one.login(one.recoveryCodes().getFirst())), 401);
    assertThat(one.notices().stream().filter("recovery-code-used"::equals)).hasSize(1);
  }

  @Test
  void oneConfirmationSetsItUp() throws Exception {
    Answer session = api.newcomer("confirm@example.com", Enrolled.PASSWORD);
    var app = new Authenticator(Enrolled.begin(api, session).text("secret"));
    String code = app.code(api.clock().instant());
    onlyOne(atOnce(() -> Enrolled.call(api, session, "POST", "/v1/me/totp/confirm", code)), 409);
  }

  /// Whoever was let in by the password alone is out as soon as it does not do alone.
  @Test
  void noSessionWithoutACodeOutlivesTheConfirmation() throws Exception {
    for (int round = 0; round < 5; round++) {
      String email = "outlives" + round + "@example.com";
      Answer session = api.newcomer(email, Enrolled.PASSWORD);
      var app = new Authenticator(Enrolled.begin(api, session).text("secret"));
      String code = app.code(api.clock().instant());
      List<Callable<Answer>> calls = new ArrayList<>();
      calls.add(() -> Enrolled.call(api, session, "POST", "/v1/me/totp/confirm", code));
      for (int i = 0; i < 6; i++) {
        calls.add(() -> Enrolled.login(api, email, Enrolled.PASSWORD, "", ""));
      }
      List<Answer> answers = all(calls);
      assertThat(answers.getFirst().status()).isEqualTo(200);
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

  private static void onlyOne(List<Answer> answers, int others) {
    assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(it -> it.status() == others)).hasSize(AT_ONCE - 1);
  }

  private static List<Answer> atOnce(Supplier<Answer> call) throws Exception {
    return all(IntStream.range(0, AT_ONCE).<Callable<Answer>>mapToObj(_ -> call::get).toList());
  }

  private static List<Answer> all(List<Callable<Answer>> calls) throws Exception {
    List<Answer> answers = new ArrayList<>();
    try (var callers = Executors.newFixedThreadPool(calls.size())) {
      for (Future<Answer> answer : callers.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
