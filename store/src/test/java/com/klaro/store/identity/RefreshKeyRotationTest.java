package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.secrets.LiveVersions;
import com.klaro.store.secrets.SecretRotation;
import com.klaro.store.secrets.SecretStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two processes on one database, and a third one that rotates. A client may come to either.
class RefreshKeyRotationTest {

  private static final SessionPolicy POLICY = SessionPolicy.defaults();

  private final SecureRandom random = new SecureRandom();
  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final TestDatabase test = TestDatabase.fresh();
  private final SecretStore secrets = new SecretStore(test.database(), test.master(), clock);
  private final RefreshTokenKeys here = keys();
  private final RefreshTokenKeys there = keys();
  private final RefreshIntake atHere = new People(test, clock, here).refreshes();
  private final RefreshIntake atThere = new People(test, clock, there).refreshes();
  private final People people = new People(test, clock, here);

  @AfterEach
  void close() {
    test.close();
  }

  /// One process looks as late as it may, the other at once.
  @Test
  void noSessionEndsOnTheWayFromOneKeyToTheNext() {
    String token = people.signedIn("p@example.com").refreshToken();
    rotate(Duration.ofHours(1));
    here.refresh();
    token = refreshed(atHere, token);
    assertThat(number(token)).as("a new key waits").isEqualTo(1);
    token = refreshed(atThere, token);
    clock.advance(LiveVersions.REFRESH);
    there.refresh();
    clock.advance(LiveVersions.SETTLING);
    String next = refreshed(atThere, token);
    assertThat(number(next)).isEqualTo(2);
    assertThat(number(refreshed(atHere, next))).isEqualTo(2);
  }

  /// The answer of the first use was lost, and meanwhile the next key has taken over.
  @Test
  void aRepeatAcrossTheChangeGetsTheSameSuccessor() {
    String token = people.signedIn("p@example.com").refreshToken();
    rotate(Duration.ofHours(1));
    refreshBoth();
    clock.advance(LiveVersions.SETTLING.minusSeconds(1));
    String successor = refreshed(atHere, token);
    clock.advance(Duration.ofSeconds(2));
    assertThat(refreshed(atThere, token)).isEqualTo(successor);
    assertThat(number(refreshed(atThere, successor))).isEqualTo(2);
  }

  @Test
  void theLastTokenOfAnOldKeyIsGoodForAsLongAsItWouldHaveBeen() {
    String token = people.signedIn("p@example.com").refreshToken();
    rotate(least());
    refreshBoth();
    clock.advance(LiveVersions.SETTLING.minusSeconds(1));
    String last = refreshed(atHere, token);
    assertThat(number(last)).isEqualTo(1);
    clock.advance(POLICY.idle().minusSeconds(1));
    refreshBoth();
    assertThat(number(refreshed(atHere, last))).isEqualTo(2);
  }

  @Test
  void aRetiredKeysTokensAreLikeAnyUnknownOne() {
    String old = people.signedIn("p@example.com").refreshToken();
    rotate(Duration.ZERO);
    refreshBoth();
    assertThat(atHere.refresh(old)).isInstanceOf(RefreshOutcome.Refused.class);
    assertThat(atThere.refresh(old)).isInstanceOf(RefreshOutcome.Refused.class);
    String fresh = people.signedIn("q@example.com").refreshToken();
    assertThat(number(fresh)).as("the only one left signs at once").isEqualTo(2);
    assertThat(refreshed(atThere, fresh)).isNotEmpty();
  }

  private RefreshTokenKeys keys() {
    return RefreshTokenKeys.from(secrets, POLICY, random);
  }

  private static Duration least() {
    return switch (RefreshTokenKeys.secret(POLICY).rotation()) {
      case SecretRotation.Overlapping(Duration least) -> least;
      case SecretRotation.Never _, SecretRotation.Lasting _ ->
          throw new AssertionError("refresh tokens are rotated");
    };
  }

  private void rotate(Duration keepOld) {
    var secret = RefreshTokenKeys.secret(POLICY);
    secrets.add(secret.name(), secret.fresh(random), clock.instant().plus(keepOld));
  }

  private void refreshBoth() {
    here.refresh();
    there.refresh();
  }

  /// The version of the key that made it.
  private int number(String token) {
    return secrets.every("refresh-tokens").stream()
        .filter(it -> new RefreshToken.Issuer(it.value()).read(token).isPresent())
        .map(SecretStore.Version::version)
        .findFirst()
        .orElseThrow();
  }

  private static String refreshed(RefreshIntake refreshes, String token) {
    return switch (refreshes.refresh(token)) {
      case RefreshOutcome.Refreshed(IssuedSession session) -> session.refreshToken();
      case RefreshOutcome.Refused(), RefreshOutcome.Replayed _ ->
          throw new AssertionError("refused");
    };
  }
}
