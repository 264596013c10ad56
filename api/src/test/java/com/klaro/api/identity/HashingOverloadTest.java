package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.sandbox.process.Patience;
import com.klaro.store.database.LockQueue;
import com.klaro.store.identity.password.HashingSettings;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.identity.password.PasswordPepper;
import com.klaro.store.identity.password.Unchecked;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// S2-2: whoever finds no place is told when to come back; `./klaro bench login` asks with 200 at
/// once, and what that takes.
class HashingOverloadTest {

  private static final String FULL = "executor_queued_tasks{name=\"hashing\"} 1.0";

  @Test
  void morePasswordsThanMayWaitAreOverloadAndNoFailure() throws Exception {
    try (RunningApi api = RunningApi.hashingWith(new HashingSettings(19_456, 20, 1, 1, 1));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> login =
          () ->
              api.post(
                  "/v1/sessions", "{\"email\":\"a@example.com\",\"password\":\"some password\"}");
      List<Answer> answers =
          threads.invokeAll(Collections.nCopies(16, login)).stream()
              .map(Future::resultNow)
              .toList();
      assertThat(answers).extracting(Answer::status).containsOnly(401, 503);
      assertThat(answers)
          .filteredOn(it -> it.status() == 503)
          .allSatisfy(it -> {
            assertThat(it.problem()).isEqualTo("overloaded");
            assertThat(it.header("Retry-After")).isEqualTo("1");
          });
      assertThat(api.server().web().undeclared()).isEmpty();
    }
  }

  /// Whose code is being looked at has been compared with an old and cheap hash; today's takes the
  /// better part of a second, and others have all places but those of sign-ins.
  @Test
  void whoseCodeIsUsedUpIsSignedInAndTheirHashMadeAnewHoweverMuchIsHashedForOthers()
      throws Exception {
    try (RunningApi api = RunningApi.hashingWith(new HashingSettings(19_456, 60, 1, 1, 1));
        Handle holder = api.superuser();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Enrolled owner = Enrolled.of(api, "owner@example.com");
      String old = cheap(Enrolled.PASSWORD);
      holder.execute("UPDATE credentials SET password_phc = ?", old);
      List<String> links = List.of(link(api, "one@example.com"), link(api, "two@example.com"));

      holder.begin();
      holder.execute("SELECT 1 FROM credentials FOR UPDATE");
      String code = owner.code();
      Future<Answer> login = threads.submit(() -> owner.login(code));
      try (Handle watch = api.superuser()) {
        LockQueue.await(watch);
      }
      for (String link : links) {
        Future<Answer> _ = threads.submit(() -> api.complete(link, "New Comer", "a slow password"));
      }
      await(() -> api.admin("GET", "/metrics").send().bytes().contains(FULL));
      holder.commit();

      assertThat(login.get().status()).isEqualTo(200);
      assertThat(
              holder
                  .select("SELECT password_phc FROM credentials ORDER BY account_id LIMIT 1")
                  .mapTo(String.class)
                  .one())
          .isNotEqualTo(old);
    }
  }

  private static void await(BooleanSupplier isSo) {
    assertThat(Patience.await(Duration.ofSeconds(30), isSo)).isTrue();
  }

  private static String link(RunningApi api, String email) {
    return api.mailedToken(api.signup(email));
  }

  private static String cheap(String password) {
    var meters = new SimpleMeterRegistry();
    var settings = new HashingSettings(7168, 5, 1, 1, 1);
    try (var hasher =
        new PasswordHasher(settings, PasswordPepper.none(Clock.systemUTC(), meters), meters)) {
      return hasher.hash(Unchecked.password(password));
    }
  }
}
