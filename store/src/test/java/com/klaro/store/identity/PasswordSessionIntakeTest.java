package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.MutableClock;
import com.klaro.store.audit.AuditKeys;
import com.klaro.store.audit.AuditSource;
import com.klaro.store.audit.AuditVerdict;
import com.klaro.store.audit.AuditVerifier;
import com.klaro.store.audit.ChainBroken;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.limits.Limit;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.store.secrets.RoleLogins;
import com.klaro.store.secrets.SecretStore;
import com.klaro.workflows.tenancy.AccountId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A session, its link in the audit trail and what counts come together, or not at all.
class PasswordSessionIntakeTest {

  private static final String ASHA = "asha@example.com";
  private static final int AT_ONCE = 8;

  /// Of each, 28 may be counted before it has to be waited for.
  private static final Limit HOURLY = new Limit("hourly", 28, Duration.ofHours(28));

  private static final Place ONE = Place.of(HOURLY, "one");
  private static final Place OTHER = Place.of(HOURLY, "other");

  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final TestDatabase test =
      TestDatabase.fresh(
          new DatabaseSettings(AT_ONCE + 2, Duration.ofSeconds(30), Duration.ofSeconds(30)));
  private final People people = new People(test, clock);
  private final AccountId account = people.signedIn(ASHA).accountId();
  private final PasswordSessionIntake intake = people.passwordSessions();
  private final LimitIntake limits =
      new LimitIntake(test.database(), test.master().derive("limits"), clock);

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aPasswordThatWasRightOpensASession() {
    PasswordSessionIntake.Sought sought = sought();
    IssuedSession session = started(sought).orElseThrow();
    assertThat(session.account().id()).isEqualTo(account);
    assertThat(people.refreshes().refresh(session.refreshToken()))
        .isInstanceOf(RefreshOutcome.Refreshed.class);
    assertThat(trail()).containsExactly("session.started", "session.started");
    assertCounted(1);
    assertSound();
  }

  @Test
  void whatIsWaitedForComesInTheOrderOfThePlaces() {
    for (int i = 0; i < 30; i++) {
      limits.add(List.of(OTHER));
    }
    limits.add(List.of(ONE));
    byte[] index = intake.indexOf(ASHA);
    assertThat(intake.seek(index, List.of(OTHER, ONE)).waits())
        .containsExactly(Duration.ofHours(3), Duration.ZERO);
    assertThat(intake.seek(intake.indexOf("nobody@example.com"), List.of(ONE, OTHER)).waits())
        .containsExactly(Duration.ZERO, Duration.ofHours(3));
  }

  @Test
  void whereNobodyHasTheAddressThereIsNothingButWaiting() {
    assertThat(List.of("nobody@example.com", "no address", "", "a".repeat(10_000)))
        .allSatisfy(typed -> {
          PasswordSessionIntake.Sought sought = intake.seek(intake.indexOf(typed), List.of(ONE));
          assertThat(sought.credential()).isEmpty();
          assertThat(sought.trail()).isEmpty();
          assertThat(sought.waits()).containsExactly(Duration.ZERO);
        });
    disable();
    assertThat(sought().credential()).isEmpty();
  }

  @Test
  void aTrailThatMovedOnIsFollowed() {
    PasswordSessionIntake.Sought before = sought();
    for (int i = 0; i < 3; i++) {
      assertThat(started(before)).isPresent();
    }
    assertThat(trail()).hasSize(4);
    assertCounted(3);
    assertSound();
  }

  @Test
  void aPasswordThatWasReplacedOpensNothingAndWasRightAllTheSame() {
    PasswordSessionIntake.Sought before = sought();
    moveOn();
    assertThat(started(before)).isEmpty();
    disable();
    assertThat(started(sought(), before.credential().orElseThrow())).isEmpty();
    assertThat(sessions()).isEqualTo(1);
    assertThat(trail()).hasSize(1);
    assertCounted(2);
    assertSound();
  }

  @Test
  void anOldHashIsMadeAnewWithTheSession() {
    PasswordSessionIntake.Sought sought = sought();
    assertThat(
            intake.start(
                sought.credential().orElseThrow(),
                sought.trail(),
                "test",
                Optional.of("$argon2id$of-today"),
                List.of(ONE, OTHER)))
        .isPresent();
    assertThat(sought().credential().orElseThrow().passwordPhc()).isEqualTo("$argon2id$of-today");
    assertCounted(1);
    assertSound();
  }

  @Test
  void aForgedTrailIsNotBuiltUpon() {
    execute("UPDATE platform_audit_heads SET mac = '\\x00'");
    PasswordSessionIntake.Sought sought = sought();
    assertThatThrownBy(() -> started(sought)).isInstanceOf(ChainBroken.class);
    assertThat(sessions()).isEqualTo(1);
  }

  @Test
  void nothingIsLeftOfASessionThatCannotBeWritten() {
    PasswordSessionIntake.Sought sought = sought();
    execute("ALTER TABLE platform_audit_events RENAME TO away");
    assertThatThrownBy(() -> started(sought)).hasMessageContaining("platform_audit_events");
    execute("ALTER TABLE away RENAME TO platform_audit_events");
    assertThat(sessions()).isEqualTo(1);
    assertCounted(0);
    assertThat(started(sought)).isPresent();
    assertSound();
  }

  /// From the same head or from a new one, in a statement or in a transaction, beside whoever
  /// changes how one signs in: nobody waits in a circle, and each is told of in the trail.
  @Test
  void ofManyAtOnceEachIsCountedAndTold() throws Exception {
    PasswordSessionIntake.Sought before = sought();
    List<Callable<Boolean>> uses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      uses.add(() -> started(before).isPresent());
      uses.add(() -> started(sought()).isPresent());
      uses.add(() -> started(sought()).isPresent());
      uses.add(() -> inTransaction(before).isPresent());
      uses.add(this::isLocked);
    }
    int started = 0;
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Boolean> use : threads.invokeAll(uses)) {
        started += use.get() ? 1 : 0;
      }
    }
    assertThat(started).isEqualTo(80);
    assertThat(sessions()).isEqualTo(1 + started);
    assertThat(trail()).hasSize(1 + started);
    assertCounted(started);
    assertSound();
  }

  private Optional<IssuedSession> inTransaction(PasswordSessionIntake.Sought sought) {
    return intake.start(
        sought.credential().orElseThrow(),
        Optional.empty(),
        "test",
        Optional.empty(),
        List.of(ONE, OTHER));
  }

  private boolean isLocked() {
    test.database()
        .inTransaction(
            DatabaseRole.IDENTITY,
            transaction -> CredentialSql.lock(transaction.handle(), account));
    return false;
  }

  private PasswordSessionIntake.Sought sought() {
    return intake.seek(intake.indexOf(ASHA), List.of());
  }

  private Optional<IssuedSession> started(PasswordSessionIntake.Sought sought) {
    return started(sought, sought.credential().orElseThrow());
  }

  private Optional<IssuedSession> started(
      PasswordSessionIntake.Sought sought, PasswordCredential credential) {
    return intake.start(credential, sought.trail(), "test", Optional.empty(), List.of(ONE, OTHER));
  }

  /// In both places.
  private void assertCounted(int times) {
    try (Handle handle = test.superuser()) {
      assertThat(
              handle.createQuery("SELECT whole_at FROM limit_buckets").mapTo(Instant.class).list())
          .hasSize(times == 0 ? 0 : 2)
          .containsOnly(
              times == 0
                  ? new Instant[0]
                  : new Instant[] {clock.instant().plus(Duration.ofHours(Math.min(112, times)))});
    }
  }

  private void assertSound() {
    var keys =
        AuditKeys.from(new SecretStore(test.database(), test.master(), clock), new SecureRandom());
    var source = AuditSource.of(test.administrator(), new RoleLogins(test.master())::passwordOf);
    assertThat(new AuditVerifier(source, keys, clock).verify())
        .isInstanceOf(AuditVerdict.Sound.class);
  }

  private List<String> trail() {
    try (Handle handle = test.superuser()) {
      return handle
          .select("SELECT action FROM platform_audit_events WHERE chain LIKE 'account/%'")
          .mapTo(String.class)
          .list();
    }
  }

  private int sessions() {
    try (Handle handle = test.superuser()) {
      return handle.select("SELECT count(*) FROM sessions").mapTo(Integer.class).one();
    }
  }

  private void moveOn() {
    test.database()
        .inTransaction(
            DatabaseRole.IDENTITY,
            transaction -> CredentialSql.moveOn(transaction.handle(), account));
  }

  private void disable() {
    execute("UPDATE accounts SET disabled_at = now()");
  }

  private void execute(String sql) {
    try (Handle handle = test.superuser()) {
      handle.execute(sql);
    }
  }
}
