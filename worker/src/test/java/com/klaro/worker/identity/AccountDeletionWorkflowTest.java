package com.klaro.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.TestTemporal;
import com.klaro.worker.Recorded;
import com.klaro.workflows.identity.AccountDeletionActivities;
import com.klaro.workflows.identity.AccountDeletionCommand;
import com.klaro.workflows.identity.AccountDeletionWorkflowImpl;
import com.klaro.workflows.identity.FarewellMail;
import com.klaro.workflows.identity.FarewellOutcome;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.mail.MailFailure;
import com.klaro.workflows.tenancy.AccountId;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The last mail, in skipped time.
class AccountDeletionWorkflowTest {

  private static final AccountDeletionCommand DELETED =
      new AccountDeletionCommand(
          new AccountId(UUID.fromString("01930000-0000-7000-8000-000000000001")),
          Duration.ofDays(1));

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final KlaroTemporalPlugin plugin = TestTemporal.plugin();
  private final TestWorkflowEnvironment temporal = TestTemporal.workflows(plugin);
  private final io.temporal.worker.Worker worker =
      TestTemporal.worker(temporal, plugin, IdentityQueue.NAME);
  private final Recorded recorded = new Recorded(temporal, worker);
  private FarewellMail answer = FarewellMail.SENT;
  private boolean refuses;
  private boolean away;

  @BeforeEach
  void register() {
    worker.registerWorkflowImplementationTypes(AccountDeletionWorkflowImpl.class);
    worker.registerActivitiesImplementations(new Deletions());
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void theFarewellIsMailedOnce() throws IOException {
    assertThat(run()).isEqualTo(FarewellOutcome.SENT);
    assertThat(calls).containsExactly("farewell");
    assertThat(recorded.events(id(), "account-deletion-mailed")).isEqualTo(11);
  }

  @Test
  void whereNoAddressIsLeftNobodyWasTold() throws IOException {
    answer = FarewellMail.NOT_NEEDED;
    assertThat(run()).isEqualTo(FarewellOutcome.NOTHING_DUE);
    assertThat(calls).containsExactly("farewell");
    assertThat(recorded.events(id(), "account-deletion-nothing-due")).isEqualTo(11);
  }

  @Test
  void anAddressThatIsRefusedIsErasedAllTheSame() throws IOException {
    refuses = true;
    assertThat(run()).isEqualTo(FarewellOutcome.UNDELIVERED);
    assertThat(calls).containsExactly("farewell", "erase");
    assertThat(recorded.events(id(), "account-deletion-refused")).isEqualTo(17);
  }

  @Test
  void soIsOneThatNoServerTakesForADay() throws IOException {
    away = true;
    assertThat(run()).isEqualTo(FarewellOutcome.UNDELIVERED);
    assertThat(calls).endsWith("farewell", "erase").hasSizeGreaterThan(10);
    assertThat(recorded.lasted(id())).isBetween(Duration.ofHours(23), Duration.ofHours(25));
    assertThat(recorded.events(id(), "account-deletion-undelivered")).isEqualTo(17);
  }

  private FarewellOutcome run() {
    WorkflowStub stub =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                IdentityQueue.ACCOUNT_DELETION,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id())
                    .setTaskQueue(IdentityQueue.NAME)
                    .build());
    var _ = stub.start(DELETED);
    return stub.getResult(FarewellOutcome.class);
  }

  private static String id() {
    return IdentityQueue.accountDeletionWorkflowId(DELETED.accountId());
  }

  private final class Deletions implements AccountDeletionActivities {
    @Override
    public FarewellMail farewell(AccountDeletionCommand command) {
      calls.add("farewell");
      if (refuses) {
        throw ApplicationFailure.newNonRetryableFailure("no", MailFailure.MAIL_REFUSED.name());
      }
      if (away) {
        throw new IllegalStateException("away");
      }
      return answer;
    }

    @Override
    public void erase(AccountDeletionCommand command) {
      calls.add("erase");
    }
  }
}
