package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.sandbox.process.Patience;
import com.klaro.store.identity.password.HashingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// A storm of right passwords from one address. What is looked up first is locked here, so whoever
/// is at work stays there, and who waits is known.
class FairSignInTest {

  private static final String PASSWORD = "a long enough password";
  private static final String ATTACKER = "203.0.113.1";
  private static final String ELSEWHERE = "198.51.100.1";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

  /// Two at work and three that wait.
  @Test
  void aStormFromOneAddressHoldsNobodyElseUp() {
    try (RunningApi api = RunningApi.hashingWith(new HashingSettings(7168, 5, 1, 1, 4))) {
      Object _ = api.newcomer("attacker@example.com", PASSWORD);
      Object _ = api.newcomer("owner@example.com", PASSWORD);
      List<Future<Answer>> storm = new ArrayList<>();
      Future<Answer> owner;
      try (Handle lock = locked(api)) {
        for (int i = 0; i < 5; i++) {
          storm.add(login(api, ATTACKER, "attacker@example.com", ""));
          int waiting = Math.max(0, i - 1);
          assertThat(Patience.await(LIMIT, () -> waiting(api, "any") == waiting)).isTrue();
          if (i < 2) {
            assertThat(Patience.await(LIMIT, () -> looking(lock) == storm.size())).isTrue();
          }
        }
        overloaded(login(api, ATTACKER, "attacker@example.com", ""));
        owner = login(api, ELSEWHERE, "owner@example.com", "");
        overloaded(storm.getLast());
        assertThat(waiting(api, "any")).isEqualTo(3);
        lock.rollback();
      }
      assertThat(answer(owner).status()).isEqualTo(200);
      assertThat(storm.subList(0, 4))
          .allSatisfy(it -> assertThat(answer(it).status()).isEqualTo(200));
      assertThat(waiting(api, "any")).isZero();
      assertThat(api.server().web().undeclared()).isEmpty();
    }
  }

  /// Two at work, and nobody may wait but on a device that is known.
  @Test
  void aKnownDeviceHasAPlaceOfItsOwn() {
    try (RunningApi api = RunningApi.hashingWith(new HashingSettings(7168, 5, 1, 1, 1))) {
      Object _ = api.newcomer("attacker@example.com", PASSWORD);
      String device = api.newcomer("owner@example.com", PASSWORD).text("deviceToken");
      List<Future<Answer>> storm = new ArrayList<>();
      Future<Answer> owner;
      try (Handle lock = locked(api)) {
        for (int i = 0; i < 2; i++) {
          storm.add(login(api, ATTACKER, "attacker@example.com", ""));
          assertThat(Patience.await(LIMIT, () -> looking(lock) == storm.size())).isTrue();
        }
        overloaded(login(api, ELSEWHERE, "owner@example.com", ""));
        overloaded(login(api, ELSEWHERE, "owner@example.com", other(device)));
        owner = login(api, ELSEWHERE, "owner@example.com", device);
        assertThat(Patience.await(LIMIT, () -> waiting(api, "device") == 1)).isTrue();
        lock.rollback();
      }
      assertThat(answer(owner).status()).isEqualTo(200);
      assertThat(storm).allSatisfy(it -> assertThat(answer(it).status()).isEqualTo(200));
    }
  }

  /// With another MAC.
  private static String other(String token) {
    int last = token.length() - 10;
    return token.substring(0, last)
        + (token.charAt(last) == 'A' ? 'B' : 'A')
        + token.substring(last + 1);
  }

  private static Handle locked(RunningApi api) {
    Handle handle = api.superuser();
    handle.begin();
    handle.execute("LOCK TABLE credentials IN ACCESS EXCLUSIVE MODE");
    return handle;
  }

  private static int looking(Handle lock) {
    return lock.select("SELECT count(*) FROM pg_locks WHERE NOT granted")
        .mapTo(Integer.class)
        .one();
  }

  private Future<Answer> login(RunningApi api, String from, String email, String device) {
    return clients.submit(() ->
        api.call("POST", "/v1/sessions")
            .header("X-Forwarded-For", from)
            .json(
                "{\"email\":\"%s\",\"password\":\"%s\",\"deviceToken\":\"%s\"}"
                    .formatted(email, PASSWORD, device))
            .send());
  }

  private static void overloaded(Future<Answer> login) {
    Answer answer = answer(login);
    assertThat(answer.problem()).isEqualTo("overloaded");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  private static Answer answer(Future<Answer> login) {
    assertThat(Patience.await(LIMIT, login::isDone)).isTrue();
    return login.resultNow();
  }

  private static int waiting(RunningApi api, String lane) {
    Matcher line =
        Pattern.compile("klaro_signins_waiting\\{lane=\"" + lane + "\"} (\\d+)")
            .matcher(api.admin("GET", "/metrics").send().bytes());
    assertThat(line.find()).isTrue();
    return Integer.parseInt(line.group(1));
  }
}
