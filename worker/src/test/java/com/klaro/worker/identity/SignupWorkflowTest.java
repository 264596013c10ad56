package com.klaro.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.worker.FakeSignups;
import com.klaro.worker.SkippedTime;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupMail;
import com.klaro.workflows.identity.SignupOutcome;
import com.klaro.workflows.identity.SignupWorkflowImpl;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The durations of the product, in skipped time.
class SignupWorkflowTest {

  private static final SignupCommand COMMAND =
      new SignupCommand(
          new SignupId(UUID.fromString("01930000-0000-7000-8000-000000000001")),
          Duration.ofHours(24));

  private static final String ID = IdentityQueue.signupWorkflowId(COMMAND.signupId());

  private final FakeSignups activities = new FakeSignups();

  @RegisterExtension
  final SkippedTime time =
      SkippedTime.on(IdentityQueue.NAME, SignupWorkflowImpl.class).with(activities);

  @Test
  void aUsedLinkCompletes() throws IOException {
    WorkflowStub signup = begin();
    time.server().registerDelayedCallback(Duration.ofHours(3), () -> signup.signal("completed"));

    assertThat(signup.getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.COMPLETED);
    assertThat(activities.calls).containsExactly("mail");
    assertThat(time.events(ID, "signup-completed")).isEqualTo(16);
  }

  @Test
  void anUnusedLinkLeavesNothingAfterItsLife() throws IOException {
    WorkflowStub signup = begin();

    assertThat(signup.getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.EXPIRED);
    assertThat(time.lasted(ID)).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    assertThat(activities.calls).containsExactly("mail", "expire");
    assertThat(time.events(ID, "signup-expired")).isEqualTo(22);
  }

  @Test
  void aKnownAddressIsForgottenAtOnce() throws IOException {
    activities.answer = SignupMail.ALREADY_REGISTERED;
    WorkflowStub signup = begin();

    assertThat(signup.getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.ALREADY_REGISTERED);
    assertThat(activities.calls).containsExactly("mail", "expire");
    assertThat(time.events(ID, "signup-known-address")).isEqualTo(17);
  }

  @Test
  void aClosedSignupNeedsNothing() throws IOException {
    activities.answer = SignupMail.NOT_NEEDED;
    assertThat(begin().getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.EXPIRED);
    assertThat(activities.calls).containsExactly("mail");
    assertThat(time.events(ID, "signup-not-needed")).isEqualTo(11);
  }

  @Test
  void theMailIsTriedAgainUntilItLeaves() throws IOException {
    activities.failuresFirst = 7;
    WorkflowStub signup = begin();
    time.server().registerDelayedCallback(Duration.ofHours(1), () -> signup.signal("completed"));

    assertThat(signup.getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.COMPLETED);
    assertThat(activities.calls).hasSize(8).containsOnly("mail");
    assertThat(time.events(ID, "signup-retried")).isEqualTo(16);
  }

  @Test
  void aRefusedMailIsNotTriedAgainAndTheRequestIsForgotten() throws IOException {
    activities.refuses = true;
    assertThat(begin().getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.UNDELIVERED);
    assertThat(activities.calls).containsExactly("mail", "expire");
    assertThat(time.events(ID, "signup-refused-mail")).isEqualTo(17);
  }

  @Test
  void aMailThatNeverLeavesEndsWithTheLink() throws IOException {
    activities.failuresFirst = Integer.MAX_VALUE;
    assertThat(begin().getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.UNDELIVERED);
    assertThat(activities.calls).endsWith("expire");
    assertThat(time.events(ID, "signup-undelivered")).isEqualTo(17);
  }

  /// The worker comes to its shift after the signals, so that the order is certain.
  @Test
  void aSignalBeforeTheMailEndsRightAfterItAndARepeatChangesNothing() throws IOException {
    WorkflowStub signup = time.accepted("SignupWorkflow", ID, COMMAND);
    signup.signal("completed");
    signup.signal("completed");
    time.start();
    assertThat(signup.getResult(SignupOutcome.class)).isEqualTo(SignupOutcome.COMPLETED);
    assertThat(activities.calls).containsExactly("mail");
    assertThat(time.events(ID, "signup-early-signal")).isEqualTo(13);
  }

  private WorkflowStub begin() {
    return time.begun("SignupWorkflow", ID, COMMAND);
  }
}
