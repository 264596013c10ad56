package com.klaro.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.TestTemporal;
import com.klaro.worker.FakeSignups;
import com.klaro.worker.Recorded;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupMail;
import com.klaro.workflows.identity.SignupOutcome;
import com.klaro.workflows.identity.SignupWorkflowImpl;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The durations of the product, in skipped time.
class SignupWorkflowTest {

  private static final SignupCommand COMMAND =
      new SignupCommand(
          new SignupId(UUID.fromString("01930000-0000-7000-8000-000000000001")),
          Duration.ofHours(24));

  private static final String ID = IdentityQueue.signupWorkflowId(COMMAND.signupId());

  private final FakeSignups activities = new FakeSignups();
  private final KlaroTemporalPlugin plugin = TestTemporal.plugin();
  private final TestWorkflowEnvironment temporal = TestTemporal.workflows(plugin);
  private final io.temporal.worker.Worker worker =
      TestTemporal.worker(temporal, plugin, IdentityQueue.NAME);

  @BeforeEach
  void register() {
    worker.registerWorkflowImplementationTypes(SignupWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities);
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void aUsedLinkCompletes() throws IOException {
    WorkflowStub signup = begin();
    temporal.registerDelayedCallback(Duration.ofHours(3), () -> signup.signal("completed"));

    assertThat(signup.getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.COMPLETED);
    assertThat(activities.calls).containsExactly("mail");
    assertThat(recorded("signup-completed")).isEqualTo(16);
  }

  @Test
  void anUnusedLinkLeavesNothingAfterItsLife() throws IOException {
    WorkflowStub signup = begin();

    assertThat(signup.getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.EXPIRED);
    assertThat(lasted()).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    assertThat(activities.calls).containsExactly("mail", "expire");
    assertThat(recorded("signup-expired")).isEqualTo(22);
  }

  @Test
  void aKnownAddressIsForgottenAtOnce() throws IOException {
    activities.answer = SignupMail.ALREADY_REGISTERED;
    WorkflowStub signup = begin();

    assertThat(signup.getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.ALREADY_REGISTERED);
    assertThat(activities.calls).containsExactly("mail", "expire");
    assertThat(recorded("signup-known-address")).isEqualTo(17);
  }

  @Test
  void aClosedSignupNeedsNothing() throws IOException {
    activities.answer = SignupMail.NOT_NEEDED;
    assertThat(begin().getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.EXPIRED);
    assertThat(activities.calls).containsExactly("mail");
    assertThat(recorded("signup-not-needed")).isEqualTo(11);
  }

  @Test
  void theMailIsTriedAgainUntilItLeaves() throws IOException {
    activities.failuresFirst = 7;
    WorkflowStub signup = begin();
    temporal.registerDelayedCallback(Duration.ofHours(1), () -> signup.signal("completed"));

    assertThat(signup.getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.COMPLETED);
    assertThat(activities.calls).hasSize(8).containsOnly("mail");
    assertThat(recorded("signup-retried")).isEqualTo(16);
  }

  @Test
  void aRefusedMailIsNotTriedAgainAndTheRequestIsForgotten() throws IOException {
    activities.refuses = true;
    assertThat(begin().getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.UNDELIVERED);
    assertThat(activities.calls).containsExactly("mail", "expire");
    assertThat(recorded("signup-refused-mail")).isEqualTo(17);
  }

  @Test
  void aMailThatNeverLeavesEndsWithTheLink() throws IOException {
    activities.failuresFirst = Integer.MAX_VALUE;
    assertThat(begin().getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.UNDELIVERED);
    assertThat(activities.calls).endsWith("expire");
    assertThat(recorded("signup-undelivered")).isEqualTo(17);
  }

  /// The worker comes to its shift after the signals, so that the order is certain.
  @Test
  void aSignalBeforeTheMailEndsRightAfterItAndARepeatChangesNothing() throws IOException {
    WorkflowStub signup = accepted();
    signup.signal("completed");
    signup.signal("completed");
    temporal.start();
    assertThat(signup.getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.COMPLETED);
    assertThat(activities.calls).containsExactly("mail");
    assertThat(recorded("signup-early-signal")).isEqualTo(13);
  }

  private WorkflowStub begin() {
    WorkflowStub signup = accepted();
    temporal.start();
    return signup;
  }

  private WorkflowStub accepted() {
    WorkflowStub signup =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "SignupWorkflow",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(IdentityQueue.NAME)
                    .setWorkflowId(IdentityQueue.signupWorkflowId(COMMAND.signupId()))
                    .build());
    signup.start(COMMAND);
    return signup;
  }

  private Duration lasted() {
    return new Recorded(temporal, worker).lasted(ID);
  }

  private int recorded(String name) throws IOException {
    return new Recorded(temporal, worker).events(ID, name);
  }
}
