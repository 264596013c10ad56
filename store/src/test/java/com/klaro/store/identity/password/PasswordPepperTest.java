package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.secrets.LiveVersions;
import com.klaro.store.secrets.SecretStore;
import de.mkammerer.argon2.Argon2Factory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Processes on one database, some with the pepper and some without, as while a setting is rolled
/// out.
class PasswordPepperTest {

  private static final HashingSettings PLAIN = new HashingSettings(7168, 5, 1, 1, 4);
  private static final HashingSettings PEPPERED = PLAIN.peppered();
  private static final String PASSWORD = "a password that is 密";

  private final SecureRandom random = new SecureRandom();
  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final TestDatabase test = TestDatabase.fresh();
  private final SecretStore secrets = new SecretStore(test.database(), test.master(), clock);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<PasswordHasher> hashers = new ArrayList<>();

  @AfterEach
  void close() {
    hashers.forEach(PasswordHasher::close);
    test.close();
  }

  @Test
  void aHashNamesItsKeyAndIsWorthNothingWithoutIt() {
    PasswordHasher hasher = hasher(PEPPERED);
    clock.advance(LiveVersions.SETTLING);
    String stored = hasher.hash(Unchecked.password(PASSWORD));
    assertThat(stored).startsWith("$pepper=1$argon2id$v=19$m=7168,t=5,p=1$");
    assertThat(hasher.matches(stored, PASSWORD)).isTrue();
    assertThat(hasher.matches(stored, PASSWORD + " ")).isFalse();
    assertThat(hasher.outdated(stored)).isFalse();
    String phc = stored.substring("$pepper=1".length());
    assertThat(
            Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id)
                .verify(phc, PASSWORD.getBytes(StandardCharsets.UTF_8)))
        .isFalse();
    assertThat(hasher.matches(phc, PASSWORD)).isFalse();
  }

  @Test
  void aHashOfBeforeIsGoodAndOutdatedOnceEveryProcessKnowsTheKey() {
    PasswordHasher without = hasher(PLAIN);
    String before = without.hash(Unchecked.password(PASSWORD));
    PasswordPepper there = pepper(false);
    PasswordHasher with = hasher(PEPPERED);
    assertThat(with.hash(Unchecked.password(PASSWORD)))
        .as("a process may not know it yet")
        .startsWith("$argon2id$");
    assertThat(with.outdated(before)).isFalse();

    there.refresh();
    clock.advance(LiveVersions.SETTLING);
    assertThat(with.matches(before, PASSWORD)).isTrue();
    assertThat(with.outdated(before)).isTrue();
    String after = with.hash(Unchecked.password(PASSWORD));
    PasswordHasher elsewhere = hasher(PLAIN, there);
    assertThat(elsewhere.matches(after, PASSWORD)).as("still without it, and knows it").isTrue();
    assertThat(elsewhere.outdated(after)).as("a sign-in there does not take it off").isFalse();
    assertThat(elsewhere.hash(Unchecked.password(PASSWORD))).startsWith("$argon2id$");
  }

  @Test
  void aHashThatIsMadeAnewElsewhereKeepsItsKey() {
    PasswordHasher with = hasher(PEPPERED);
    clock.advance(LiveVersions.SETTLING);
    String peppered = with.hash(Unchecked.password(PASSWORD));
    PasswordHasher elsewhere = hasher(new HashingSettings(9216, 4, 1, 1, 4));
    assertThat(elsewhere.hash(Unchecked.password(PASSWORD))).startsWith("$argon2id$");
    assertThat(elsewhere.renewed(peppered, PASSWORD))
        .hasValueSatisfying(it -> {
          assertThat(it).startsWith("$pepper=1$argon2id$v=19$m=9216,t=4,p=1$");
          assertThat(with.matches(it, PASSWORD)).isTrue();
        });
  }

  @Test
  void afterARotationTheOldKeyChecksAndTheNewOneHashes() {
    PasswordPepper pepper = pepper(true);
    PasswordHasher hasher = hasher(PEPPERED, pepper);
    clock.advance(LiveVersions.SETTLING);
    String old = hasher.hash(Unchecked.password(PASSWORD));
    secrets.add("password-pepper", PasswordPepper.SECRET.fresh(random), null);
    pepper.refresh();
    assertThat(hasher.outdated(old)).isFalse();
    clock.advance(LiveVersions.SETTLING);
    assertThat(hasher.matches(old, PASSWORD)).isTrue();
    assertThat(hasher.outdated(old)).isTrue();
    String fresh = hasher.hash(Unchecked.password(PASSWORD));
    assertThat(fresh).startsWith("$pepper=2$");
    assertThat(hasher.matches(fresh, PASSWORD)).isTrue();
    assertThat(hasher.matches(fresh.replace("=2$", "=1$"), PASSWORD)).isFalse();
    clock.advance(LiveVersions.SETTLING.negated());
    assertThat(hasher.outdated(fresh)).as("a clock that is behind, in another process").isFalse();
  }

  @Test
  void aHashWhoseKeyIsLostMatchesNothingAndOperatorsAreToldOnce() {
    PasswordHasher hasher = hasher(PEPPERED);
    clock.advance(LiveVersions.SETTLING);
    String lost = hasher.hash(Unchecked.password(PASSWORD));
    secrets.add("password-pepper", PasswordPepper.SECRET.fresh(random), null);
    try (Handle superuser = test.superuser()) {
      superuser.execute("DELETE FROM secrets WHERE name = 'password-pepper' AND version = 1");
    }
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var log = (Logger) LoggerFactory.getLogger(PasswordPepper.class);
    log.addAppender(lines);
    try {
      PasswordHasher restarted = hasher(PLAIN);
      assertThat(restarted.matches(lost, PASSWORD)).isFalse();
      assertThat(restarted.matches(lost, PASSWORD)).isFalse();
      assertThat(restarted.matches(null, new byte[32], PASSWORD)).isFalse();
    } finally {
      log.detachAppender(lines);
    }
    assertThat(meters.counter("klaro.passwords.pepper.missing").count()).isEqualTo(2);
    assertThat(lines.list)
        .singleElement()
        .satisfies(line ->
            assertThat(line.getFormattedMessage())
                .contains("version 1 of password-pepper")
                .doesNotContain(PASSWORD));
  }

  @Test
  void withoutTheSettingNoKeyIsMade() {
    assertThat(hasher(PLAIN).hash(Unchecked.password(PASSWORD))).startsWith("$argon2id$");
    assertThat(secrets.every("password-pepper")).isEmpty();
  }

  private PasswordPepper pepper(boolean wanted) {
    return PasswordPepper.from(wanted, secrets, random, clock, meters);
  }

  private PasswordHasher hasher(HashingSettings settings) {
    return hasher(settings, pepper(settings.pepper()));
  }

  private PasswordHasher hasher(HashingSettings settings, PasswordPepper pepper) {
    var hasher = new PasswordHasher(settings, pepper, meters);
    hashers.add(hasher);
    return hasher;
  }
}
