package com.klaro.store.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.process.Patience;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.LockQueue;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.database.Transaction;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The last-owner rule where no door is asked: statements of two transactions, as the role that the
/// doors have. Neither takes a turn before, so only the table itself can make one wait.
class LastOwnerTest {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  /// What an owner stops being one by.
  enum Going {
    LOWERED("UPDATE memberships SET role = 'admin' WHERE workspace_id = ? AND account_id = ?"),
    REMOVED("DELETE FROM memberships WHERE workspace_id = ? AND account_id = ?");

    private final String sql;

    Going(String sql) {
      this.sql = sql;
    }
  }

  private final TestDatabase test = TestDatabase.fresh();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final People people = new People(test, Clock.systemUTC());
  private final People.Person first = people.signedIn("first@example.com");
  private final People.Person second = people.signedIn("second@example.com");
  private final WorkspaceId workspace = people.workspaceOf(first);

  @AfterEach
  void close() {
    threads.close();
    test.close();
  }

  @ParameterizedTest(name = "one is {0}, the other {1}")
  @CsvSource({"LOWERED, LOWERED", "LOWERED, REMOVED", "REMOVED, LOWERED", "REMOVED, REMOVED"})
  void ofTwoOwnersWhoGoAtOnceOneStays(Going one, Going other) {
    people.join(workspace, second, Role.OWNER);
    Future<?> later = meanwhile(one, other, true);
    assertThat(later)
        .failsWithin(LIMIT)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(UnableToExecuteStatementException.class)
        .withMessageContaining("a workspace needs an owner");
    assertThat(owners()).containsExactly(second.accountId());
  }

  /// Whoever waited is not refused for what never came about.
  @Test
  void whereTheFirstComesBackTheSecondMayGo() {
    people.join(workspace, second, Role.OWNER);
    assertThat(meanwhile(Going.REMOVED, Going.REMOVED, false)).succeedsWithin(LIMIT);
    assertThat(owners()).containsExactly(first.accountId());
  }

  /// The second owner goes while the first one is about to. Over once the first is through.
  ///
  /// @param kept whether the first one's transaction is committed
  private Future<?> meanwhile(Going one, Going other, boolean kept) {
    try (Handle watch = test.superuser()) {
      return test.database()
          .transaction(
              DatabaseRole.TENANT,
              transaction -> {
                go(transaction, one, first.accountId());
                Future<?> later =
                    threads.submit(() ->
                        test.database()
                            .inTransaction(
                                DatabaseRole.TENANT,
                                another -> go(another, other, second.accountId())));
                assertThat(
                        Patience.await(LIMIT, () -> later.isDone() || LockQueue.length(watch) > 0))
                    .isTrue();
                if (!kept) {
                  transaction.handle().rollback();
                }
                return later;
              });
    }
  }

  private void go(Transaction transaction, Going how, AccountId who) {
    Handle handle = transaction.handle();
    assertThat(handle.select("SHOW transaction_isolation").mapTo(String.class).one())
        .isEqualTo("read committed");
    handle.execute(
        "SELECT set_config('klaro.workspace_id', ?, true)", workspace.value().toString());
    assertThat(handle.execute(how.sql, workspace.value(), who.value())).isEqualTo(1);
  }

  private List<AccountId> owners() {
    try (Handle superuser = test.superuser()) {
      return superuser
          .select(
              "SELECT account_id FROM memberships WHERE workspace_id = ? AND role = 'owner'",
              workspace.value())
          .mapTo(AccountId.class)
          .list();
    }
  }
}
