package com.klaro.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.process.Patience;
import com.klaro.store.secrets.RoleLogins;
import com.klaro.store.telemetry.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  @Test
  void aLateStatementIsAbortedAtTheDeadlineAndThePoolRecovers() {
    var settings = new DatabaseSettings(2, Duration.ofSeconds(1), Duration.ofMillis(300));
    try (TestDatabase test = TestDatabase.fresh(settings)) {
      Instant begun = Instant.now();
      assertThatThrownBy(() ->
              test.database()
                  .inTransaction(
                      DatabaseRole.TENANT, it -> it.handle().execute("SELECT pg_sleep(10)")))
          .isInstanceOf(DatabaseUnavailable.class);
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
      for (int i = 0; i < 5; i++) {
        assertThat(one(test)).isEqualTo(1);
      }
    }
  }

  /// Else requests that wait for one lock would each leave a connection behind, until there is
  /// none.
  @Test
  void aStatementThatIsAbortedWhileItWaitsForALockEndsInPostgresToo() throws Exception {
    var settings = new DatabaseSettings(2, Duration.ofSeconds(1), Duration.ofMillis(300));
    try (TestDatabase test = TestDatabase.fresh(settings);
        Connection holder = test.administrator().dataSource("holder").getConnection()) {
      try (Statement statement = holder.createStatement()) {
        statement.execute("SELECT pg_advisory_lock(1)");
        assertThatThrownBy(() ->
                test.database()
                    .inTransaction(
                        DatabaseRole.TENANT,
                        it -> it.handle().execute("SELECT pg_advisory_lock(1)")))
            .isInstanceOf(DatabaseUnavailable.class);
        assertThat(Patience.await(Duration.ofSeconds(20), () -> waiting(statement) == 0)).isTrue();
      }
    }
  }

  private static int waiting(Statement statement) {
    try (ResultSet answer =
        statement.executeQuery(
            """
            SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
            WHERE NOT granted AND datname = current_database()
            """)) {
      answer.next();
      return answer.getInt(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Two that each end in time would hold a client for the sum of both.
  @Test
  void theTransactionsOfARequestShareOneDeadline() {
    var settings = new DatabaseSettings(2, Duration.ofMillis(300), Duration.ofSeconds(2));
    try (TestDatabase test = TestDatabase.fresh(settings)) {
      assertThatThrownBy(() ->
              DatabaseTime.sharedBy(() -> {
                sleep(test, "1.2");
                sleep(test, "1.2");
                return true;
              }))
          .isInstanceOf(DatabaseUnavailable.class);
      assertThatThrownBy(() ->
              DatabaseTime.sharedBy(() -> {
                sleep(test, "1.8");
                return one(test);
              }))
          .hasMessageContaining("used up");
      sleep(test, "1.2");
      sleep(test, "1.2");
    }
  }

  @Test
  void theWaitForAConnectionIsPartOfTheDeadline() throws Exception {
    var settings = new DatabaseSettings(1, Duration.ofSeconds(2), Duration.ofMillis(1_500));
    try (TestDatabase test = TestDatabase.fresh(settings)) {
      Thread holder = Thread.ofVirtual().start(() -> sleep(test, "1"));
      Thread.sleep(200);
      assertThatThrownBy(() -> sleep(test, "1")).isInstanceOf(DatabaseUnavailable.class);
      holder.join();
    }
  }

  private static void sleep(TestDatabase test, String seconds) {
    test.database()
        .inTransaction(
            DatabaseRole.TENANT, it -> it.handle().execute("SELECT pg_sleep(" + seconds + ")"));
  }

  @Test
  void aThreadHoldsOneConnectionAtATime() {
    try (TestDatabase test = TestDatabase.fresh()) {
      assertThatThrownBy(() -> test.database().inTransaction(DatabaseRole.TENANT, _ -> one(test)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("already holds");
      assertThat(one(test)).isEqualTo(1);
    }
  }

  @Test
  void aHandleDoesNotOutliveItsTransaction() {
    try (TestDatabase test = TestDatabase.fresh()) {
      Transaction ended = test.database().transaction(DatabaseRole.TENANT, it -> it);
      assertThatThrownBy(ended::handle).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void preparingAgainChangesNothing() {
    try (TestDatabase test = TestDatabase.fresh()) {
      new Schema(test.administrator(), new RoleLogins(test.master())).prepare();
      assertThat(one(test)).isEqualTo(1);
    }
  }

  @Test
  void aDatabaseThatDoesNotKnowOurRolesIsToldFromOneThatIsAway() {
    try (TestDatabase test = TestDatabase.fresh();
        var other =
            new Database(
                test.administrator(),
                new DatabaseSettings(1, Duration.ofSeconds(2), Duration.ofSeconds(2)),
                _ -> "of another master key",
                "test",
                new SimpleMeterRegistry(),
                Tracing.off())) {
      assertThatThrownBy(other::version).isInstanceOf(DatabaseUnavailable.LoginRefused.class);
      assertThat(other.answers()).isFalse();
    }
  }

  /// Postgres says the whole row as well, and a failure is logged.
  @Test
  void whatWasViolatedIsNamedWithoutTheRowThatDoes() {
    try (TestDatabase test = TestDatabase.fresh()) {
      assertThatThrownBy(() ->
              test.database()
                  .inTransaction(
                      DatabaseRole.IDENTITY,
                      it ->
                          it.handle()
                              .execute(
                                  "INSERT INTO signups (id, email_index, country, state,"
                                      + " requested_at) VALUES (gen_random_uuid(), '\\x00', ?,"
                                      + " 'none', now())",
                                  "asha@example.com")))
          .satisfies(failure ->
              assertThat(logged(failure))
                  .contains("signups_state_check")
                  .doesNotContain("Failing row", "asha@example.com"));
    }
  }

  /// As a log has it, with what it was caused by.
  private static String logged(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static int one(TestDatabase test) {
    return test.database()
        .transaction(
            DatabaseRole.IDENTITY,
            it -> it.handle().createQuery("SELECT 1").mapTo(Integer.class).one());
  }
}
