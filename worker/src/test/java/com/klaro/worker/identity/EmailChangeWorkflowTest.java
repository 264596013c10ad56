package com.klaro.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.TestTemporal;
import com.klaro.worker.Recorded;
import com.klaro.workflows.identity.EmailChangeActivities;
import com.klaro.workflows.identity.EmailChangeCommand;
import com.klaro.workflows.identity.EmailChangeId;
import com.klaro.workflows.identity.EmailChangeMail;
import com.klaro.workflows.identity.EmailChangeOutcome;
import com.klaro.workflows.identity.EmailChangeWorkflowImpl;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.mail.MailFailure;
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

/// Two links and the time that they have, in skipped time.
class EmailChangeWorkflowTest {

  private static final EmailChangeCommand CHANGE =
      new EmailChangeCommand(
          new EmailChangeId(UUID.fromString("01930000-0000-7000-8000-000000000001")),
          Duration.ofHours(24));

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final KlaroTemporalPlugin plugin = TestTemporal.plugin();
  private final TestWorkflowEnvironment temporal = TestTemporal.workflows(plugin);
  private final io.temporal.worker.Worker worker =
      TestTemporal.worker(temporal, plugin, IdentityQueue.NAME);
  private final Recorded recorded = new Recorded(temporal, worker);
  private EmailChangeMail answer = EmailChangeMail.SENT;
  private boolean refuses;
  private int lost;

  @BeforeEach
  void register() {
    worker.registerWorkflowImplementationTypes(EmailChangeWorkflowImpl.class);
    worker.registerActivitiesImplementations(new Changes());
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void linksLiveForADayAndLeaveNothing() throws IOException {
    assertThat(run()).isEqualTo(EmailChangeOutcome.LINKS_ENDED);
    assertThat(recorded.lasted(id())).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    assertThat(calls).containsExactly("mail", "forget");
    assertThat(recorded.events(id(), "email-change-mailed")).isEqualTo(22);
  }

  @Test
  void aMailServerThatIsAwayIsAskedAgain() throws IOException {
    lost = 3;
    assertThat(run()).isEqualTo(EmailChangeOutcome.LINKS_ENDED);
    assertThat(calls).containsExactly("mail", "mail", "mail", "mail", "forget");
    assertThat(recorded.events(id(), "email-change-retried")).isEqualTo(22);
  }

  @Test
  void whatWasVoidedMeanwhileIsForgottenAtOnce() throws IOException {
    answer = EmailChangeMail.NOT_NEEDED;
    assertThat(run()).isEqualTo(EmailChangeOutcome.CALLED_OFF);
    assertThat(calls).containsExactly("mail", "forget");
    assertThat(recorded.lasted(id())).isLessThan(Duration.ofMinutes(1));
    assertThat(recorded.events(id(), "email-change-nothing-due")).isEqualTo(17);
  }

  @Test
  void anAddressThatIsRefusedEndsIt() throws IOException {
    refuses = true;
    assertThat(run()).isEqualTo(EmailChangeOutcome.UNDELIVERED);
    assertThat(calls).containsExactly("mail", "forget");
    assertThat(recorded.events(id(), "email-change-refused")).isEqualTo(17);
  }

  private EmailChangeOutcome run() {
    WorkflowStub stub =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                IdentityQueue.EMAIL_CHANGE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id())
                    .setTaskQueue(IdentityQueue.NAME)
                    .build());
    var _ = stub.start(CHANGE);
    return stub.getResult(EmailChangeOutcome.class);
  }

  private static String id() {
    return IdentityQueue.emailChangeWorkflowId(CHANGE.changeId());
  }

  private final class Changes implements EmailChangeActivities {
    @Override
    public EmailChangeMail mail(EmailChangeCommand command) {
      calls.add("mail");
      if (lost-- > 0) {
        throw new IllegalStateException("away");
      }
      if (refuses) {
        throw ApplicationFailure.newNonRetryableFailure("no", MailFailure.MAIL_REFUSED.name());
      }
      return answer;
    }

    @Override
    public void forget(EmailChangeCommand command) {
      calls.add("forget");
    }
  }
}
