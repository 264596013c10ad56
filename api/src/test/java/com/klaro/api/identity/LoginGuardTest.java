package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.problem.Problem;
import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.limits.LimitIntake;
import com.klaro.workflows.tenancy.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// S6-4: who is slowed down, who is told, and who is not held up.
class LoginGuardTest {

  private static final byte[] ASHA = "asha".getBytes(StandardCharsets.UTF_8);
  private static final LoginGuard.KnownDevice PHONE =
      new LoginGuard.KnownDevice(new AccountId(UUID.randomUUID()), 1, "kld_phone");

  private final TestDatabase test = TestDatabase.fresh();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-04T10:00:00Z"));
  private final LimitIntake intake = new LimitIntake(test.database(), new byte[32], clock);
  private final LoginGuard guard = guard(1);

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aClientMayBeWrongTenTimesAboutOneAddress() {
    for (int i = 0; i < 10; i++) {
      wrong(ASHA, peer(1));
    }
    refused(ASHA, peer(1), Duration.ofSeconds(90));
    assertThat(ask(guard, ASHA, peer(2), Optional.empty()).shut()).isFalse();
    clock.advance(Duration.ofSeconds(90));
    wrong(ASHA, peer(1));
    refused(ASHA, peer(1), Duration.ofSeconds(90));
    clock.advance(Duration.ofMinutes(15));
    assertThat(ask(guard, ASHA, peer(1), Optional.empty()).shut()).isFalse();
  }

  @Test
  void aClientMayBeWrongAHundredTimesAboutAll() {
    for (int i = 0; i < 100; i++) {
      wrong(("nobody" + i).getBytes(StandardCharsets.UTF_8), peer(1));
    }
    refused(ASHA, peer(1), Duration.ofSeconds(9));
    assertThat(ask(guard, ASHA, peer(1), Optional.of(PHONE)).shut())
        .as("whom strangers share an address with")
        .isFalse();
  }

  @Test
  void whoeverSignsInByPasskeyMayDoSo200TimesWithOneAccount() {
    var one = new AccountId(UUID.randomUUID());
    LoginGuard.Attempt client = guard.askOfClient(peer(1));
    for (int i = 0; i < 200; i++) {
      guard.right(guard.askOfPasskey(client, one));
    }
    assertThatThrownBy(() -> guard.askOfPasskey(client, one)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> guard.askOfOwner(one)).isInstanceOf(Problem.class);
    var another = new AccountId(UUID.randomUUID());
    for (int i = 0; i < 400; i++) {
      guard.right(guard.askOfPasskey(client, i < 200 ? another : new AccountId(UUID.randomUUID())));
    }
    assertThatThrownBy(() -> guard.askOfClient(peer(1))).isInstanceOf(Problem.class);
    assertThat(guard.askOfClient(peer(2)).right()).hasSize(1);
  }

  @Test
  void anAccountUnderAttackIsShutInSilenceButForDevicesThatKnowIt() {
    for (int client = 1; client <= 50; client++) {
      wrong(ASHA, peer(client));
    }
    LoginGuard.Attempt attempt = ask(guard, ASHA, peer(99), Optional.empty());
    assertThat(attempt.shut()).isTrue();
    assertThat(ask(guard, ASHA, peer(99), Optional.of(PHONE)).shut()).isFalse();
    clock.advance(Duration.ofSeconds(18));
    assertThat(ask(guard, ASHA, peer(99), Optional.empty()).shut()).isFalse();
  }

  @Test
  void aDeviceHasItsOwnTenAndSharesThemWithNobody() {
    for (int i = 0; i < 10; i++) {
      guard.failed(ask(guard, ASHA, peer(1), Optional.of(PHONE)));
    }
    assertThatThrownBy(() -> ask(guard, ASHA, peer(2), Optional.of(PHONE)))
        .isInstanceOf(Problem.class);
    assertThat(ask(guard, ASHA, peer(1), Optional.empty()).shut()).isFalse();
  }

  /// All of them were let in before the first was counted.
  @Test
  void whatCameAtOnceIsWaitedOutWhole() {
    var attempts =
        IntStream.range(0, 30).mapToObj(_ -> ask(guard, ASHA, peer(1), Optional.empty())).toList();
    attempts.forEach(guard::failed);
    refused(ASHA, peer(1), Duration.ofSeconds(21 * 90));
  }

  @Test
  void noPlaceIsShutForLongerThanFourWindows() {
    var attempts =
        IntStream.range(0, 90).mapToObj(_ -> ask(guard, ASHA, peer(1), Optional.empty())).toList();
    attempts.forEach(guard::failed);
    clock.advance(Duration.ofMinutes(45).plusSeconds(90));
    assertThat(ask(guard, ASHA, peer(1), Optional.empty()).shut()).isFalse();
  }

  /// A twentieth of the product's limits: thirty from a client, ten for an account.
  @Test
  void rightPasswordsOfOneClientAreToldToItBeforeAnythingIsTried() {
    LoginGuard few = guard(0.05);
    for (int i = 0; i < 30; i++) {
      few.right(
          ask(few, ("account" + i).getBytes(StandardCharsets.UTF_8), peer(1), Optional.empty()));
    }
    refused(few, ASHA, peer(1), Duration.ofSeconds(30));
    assertThat(ask(few, ASHA, peer(2), Optional.empty()).shut()).isFalse();
    assertThatThrownBy(() -> ask(few, ASHA, peer(1), Optional.of(PHONE)))
        .isInstanceOf(Problem.class);
  }

  @Test
  void rightPasswordsOfOneAccountAreToldToWhoeverKnowsItAndCountForTheClient() {
    LoginGuard few = guard(0.05);
    for (int i = 0; i < 10; i++) {
      few.right(ask(few, ASHA, peer(1), Optional.empty()));
    }
    for (int i = 0; i < 20; i++) {
      LoginGuard.Attempt attempt = ask(few, ASHA, peer(1), Optional.empty());
      assertThat(attempt.shut()).isFalse();
      told(() -> few.right(attempt), Duration.ofSeconds(90));
    }
    refused(few, ASHA, peer(1), Duration.ofSeconds(30));
    few.right(ask(few, ASHA, peer(2), Optional.of(PHONE)));
  }

  /// Nor does whoever used them up keep the owner out with the old ones.
  @Test
  void besideANewPasswordDevicesAreOthers() {
    LoginGuard few = guard(0.05);
    for (int i = 0; i < 10; i++) {
      few.right(ask(few, ASHA, peer(10 + i), Optional.of(PHONE)));
    }
    for (int i = 0; i < 3; i++) {
      var device = new LoginGuard.KnownDevice(PHONE.accountId(), 1, "kld_" + i);
      few.failed(ask(few, ASHA, peer(50 + i), Optional.of(device)));
    }
    var before = new LoginGuard.KnownDevice(PHONE.accountId(), 1, "kld_new");
    assertThatThrownBy(() -> ask(few, ASHA, peer(2), Optional.of(before)))
        .isInstanceOf(Problem.class);
    var after = new LoginGuard.KnownDevice(PHONE.accountId(), 2, "kld_new");
    few.right(ask(few, ASHA, peer(2), Optional.of(after)));
  }

  @Test
  void allDevicesOfAnAccountShareTheirRightPasswords() {
    LoginGuard few = guard(0.05);
    for (int i = 0; i < 10; i++) {
      var device = new LoginGuard.KnownDevice(PHONE.accountId(), 1, "kld_" + i);
      few.right(ask(few, ASHA, peer(1), Optional.of(device)));
    }
    LoginGuard.Attempt attempt = ask(few, ASHA, peer(2), Optional.of(PHONE));
    told(() -> few.right(attempt), Duration.ofSeconds(90));
    few.right(ask(few, ASHA, peer(2), Optional.empty()));
  }

  private LoginGuard guard(double multiplier) {
    return new LoginGuard(intake, CredentialLimits.scaled(multiplier));
  }

  /// As a sign-in asks.
  private LoginGuard.Attempt ask(
      LoginGuard guard, byte[] address, Peer peer, Optional<LoginGuard.KnownDevice> device) {
    LoginGuard.Lane stranger = guard.laneOf(address, peer);
    return device
        .map(known -> guard.ask(known, peer))
        .orElseGet(() -> guard.judged(stranger, intake.waits(stranger.places())));
  }

  private void wrong(byte[] address, Peer peer) {
    guard.failed(ask(guard, address, peer, Optional.empty()));
  }

  private void refused(byte[] address, Peer peer, Duration wait) {
    refused(guard, address, peer, wait);
  }

  private void refused(LoginGuard by, byte[] address, Peer peer, Duration wait) {
    told(() -> ask(by, address, peer, Optional.empty()), wait);
  }

  private static void told(ThrowableAssert.ThrowingCallable attempt, Duration wait) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            Problem.class,
            problem ->
                assertThat(problem.headers())
                    .containsEntry("Retry-After", Long.toString(wait.toSeconds())));
  }

  private static Peer peer(int last) {
    return new Peer("10.0.0." + last, "10.0.0." + last);
  }
}
