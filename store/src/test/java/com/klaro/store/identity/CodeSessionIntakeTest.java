package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.CodeSessionIntake.Opened;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.outbox.Outbox;
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
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A code goes with the session that it makes, and never without one.
class CodeSessionIntakeTest {

  private static final String PHC = "$argon2id$none";
  private static final int AT_ONCE = 20;

  private final SecureRandom random = new SecureRandom();
  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final TestDatabase test = TestDatabase.fresh();
  private final People people = new People(test, clock);
  private final People.Person person = people.signedIn("p@example.com");
  private final AccountId account = person.accountId();
  private final TotpSecret secret = TotpSecret.fresh(random);
  private final List<RecoveryCode> codes = RecoveryCode.fresh(random);
  private final PasswordCredential before = withSecondFactor();
  private final CodeSessionIntake intake = intake(1);

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aCodeOutlivesAPasswordThatMovedOn() {
    moveOn();
    assertThat(started(before, recovery())).isInstanceOf(Opened.Refused.class);
    assertThat(started(before, ofApp())).isInstanceOf(Opened.Refused.class);
    assertThat(acts()).doesNotContain("second-factor.recovery-code-used");
    assertThat(notices()).isEmpty();

    assertThat(started(current(), recovery())).isInstanceOf(Opened.Session.class);
    assertThat(started(current(), ofApp())).isInstanceOf(Opened.Session.class);
    assertThat(acts())
        .containsExactly(
            "session.started",
            "session.started",
            "second-factor.recovery-code-used",
            "session.started");
    assertThat(notices()).containsExactly("recovery-code-used");
    assertThat(started(current(), recovery())).isInstanceOf(Opened.Wrong.class);
    assertThat(started(current(), ofApp())).isInstanceOf(Opened.Wrong.class);
  }

  @Test
  void aCodeOutlivesASessionThatCannotBeWritten() {
    try (Handle handle = test.superuser()) {
      handle.execute("ALTER TABLE sessions RENAME TO sessions_away");
      assertThatThrownBy(() -> started(before, recovery())).hasMessageContaining("sessions");
      assertThatThrownBy(() -> started(before, ofApp())).hasMessageContaining("sessions");
      handle.execute("ALTER TABLE sessions_away RENAME TO sessions");
    }
    assertThat(notices()).isEmpty();
    assertThat(started(before, recovery())).isInstanceOf(Opened.Session.class);
    assertThat(started(before, ofApp())).isInstanceOf(Opened.Session.class);
  }

  @Test
  void aCodeOutlivesASessionThatEndedBeforeItWasRenewed() {
    assertThat(people.sessions().end(person.actor(), person.actor().sessionId()))
        .isEqualTo(SessionEndOutcome.ENDED);
    assertThat(renewed(person, before, recovery())).isInstanceOf(Opened.Refused.class);
    assertThat(renewed(person, before, ofApp())).isInstanceOf(Opened.Refused.class);
    assertThat(notices()).isEmpty();
    assertThat(started(before, recovery())).isInstanceOf(Opened.Session.class);
    assertThat(started(before, ofApp())).isInstanceOf(Opened.Session.class);
  }

  @Test
  void aSessionOutlivesARenewalThatThePasswordMovedOnBefore() {
    moveOn();
    assertThat(renewed(person, before, recovery())).isInstanceOf(Opened.Refused.class);
    assertThat(renewed(person, current(), recovery())).isInstanceOf(Opened.Session.class);
    assertThat(renewed(person, current(), ofApp()))
        .as("the session that asks has ended")
        .isInstanceOf(Opened.Refused.class);
    assertThat(started(current(), ofApp())).isInstanceOf(Opened.Session.class);
  }

  @Test
  void wrongCodesAreCountedAlsoWhereARightOneWouldBeRefused() {
    moveOn();
    String wrong = new Authenticator(secret.text()).wrong(clock.instant());
    for (int i = 0; i < 5; i++) {
      assertThat(started(before, i % 2 == 0 ? wrong : "AAAA-BBBB")).isEqualTo(new Opened.Wrong());
    }
    assertThat(started(before, recovery())).isInstanceOf(Opened.TooMany.class);
    assertThat(started(current(), ofApp())).isInstanceOf(Opened.TooMany.class);
    assertThat(notices()).containsExactly("codes-guessed");
    for (int i = 0; i < 5; i++) {
      assertThat(renewed(person, before, wrong)).isEqualTo(new Opened.Wrong());
    }
    assertThat(renewed(person, current(), ofApp())).isInstanceOf(Opened.TooMany.class);
  }

  /// It is the password's, which was right.
  @Test
  void theHashIsMadeAnewWhateverTheCodeIsWorth() {
    assertThat(intake.start(before, "AAAA-BBBB", false, "test", Optional.of("$argon2id$of-today")))
        .isInstanceOf(Opened.Wrong.class);
    try (Handle handle = test.superuser()) {
      assertThat(handle.select("SELECT password_phc FROM credentials").mapTo(String.class).one())
          .isEqualTo("$argon2id$of-today");
    }
  }

  @Test
  void ofTwentyWhoShowACodeAtOnceOneSignsIn() throws Exception {
    CodeSessionIntake unlimited = intake(1_000_000);
    for (String code : List.of(recovery(), ofApp())) {
      int sessions = sessions();
      List<Callable<Opened>> uses =
          IntStream.range(0, AT_ONCE)
              .<Callable<Opened>>mapToObj(
                  _ -> () -> unlimited.start(before, code, false, "test", Optional.empty()))
              .toList();
      List<Opened> opened = new ArrayList<>();
      try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
        for (Future<Opened> use : threads.invokeAll(uses)) {
          opened.add(use.get());
        }
      }
      assertThat(opened).filteredOn(Opened.Session.class::isInstance).hasSize(1);
      assertThat(opened).filteredOn(Opened.Wrong.class::isInstance).hasSize(AT_ONCE - 1);
      assertThat(sessions()).isEqualTo(sessions + 1);
    }
  }

  private Opened started(PasswordCredential credential, String code) {
    return intake.start(credential, code, false, "test", Optional.empty());
  }

  private Opened renewed(People.Person asks, PasswordCredential credential, String code) {
    return intake.reauthenticate(asks.actor(), credential, code, "test");
  }

  private String recovery() {
    return codes.getFirst().text();
  }

  private String ofApp() {
    return new Authenticator(secret.text()).code(clock.instant());
  }

  private PasswordCredential withSecondFactor() {
    test.database()
        .inTransaction(
            DatabaseRole.IDENTITY,
            transaction -> {
              Handle handle = transaction.handle();
              var key = AccountFields.key(test.master(), AccountSql.byId(handle, account));
              SecondFactorSql.begin(handle, account, AccountFields.totpSecret(key, secret));
              SecondFactorSql.confirm(handle, account, 0, clock.instant());
              SecondFactorSql.replaceCodes(handle, account, codes);
            });
    return current();
  }

  /// As whoever compares the password now has it.
  private PasswordCredential current() {
    try (Handle handle = test.superuser()) {
      int version = handle.select("SELECT version FROM credentials").mapTo(Integer.class).one();
      return new PasswordCredential(account, PHC, version, 1, true);
    }
  }

  private void moveOn() {
    test.database()
        .inTransaction(
            DatabaseRole.IDENTITY,
            transaction -> CredentialSql.moveOn(transaction.handle(), account));
  }

  private CodeSessionIntake intake(double multiplier) {
    var ids = Ids.timeOrdered();
    return new CodeSessionIntake(
        test.database(),
        people.issuer(),
        new CodeCheck(
            test.master(),
            new LimitIntake(test.database(), test.master().derive("limits"), clock),
            CredentialLimits.scaled(multiplier),
            people.audit(),
            new NoticeIntake(Outbox.leftToDispatcher(ids, clock), Duration.ofDays(1), ids, clock),
            clock));
  }

  private List<String> acts() {
    return rows(
        "SELECT action FROM platform_audit_events WHERE chain LIKE 'account/%' ORDER BY seq");
  }

  private List<String> notices() {
    return rows("SELECT kind FROM notices ORDER BY id");
  }

  private List<String> rows(String sql) {
    try (Handle handle = test.superuser()) {
      return handle.select(sql).mapTo(String.class).list();
    }
  }

  private int sessions() {
    try (Handle handle = test.superuser()) {
      return handle.select("SELECT count(*) FROM sessions").mapTo(Integer.class).one();
    }
  }
}
