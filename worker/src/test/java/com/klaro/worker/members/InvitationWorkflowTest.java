package com.klaro.worker.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.worker.SkippedTime;
import com.klaro.workflows.mail.MailFailure;
import com.klaro.workflows.members.InvitationActivities;
import com.klaro.workflows.members.InvitationCall;
import com.klaro.workflows.members.InvitationCommand;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.members.InvitationMail;
import com.klaro.workflows.members.InvitationOutcome;
import com.klaro.workflows.members.InvitationWorkflowImpl;
import com.klaro.workflows.members.MembersQueue;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.TenancyFailure;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Invitations, in skipped time.
class InvitationWorkflowTest {

  private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
  private static final InvitationCommand COMMAND =
      new InvitationCommand(new WorkspaceId(ID), new InvitationId(ID), Duration.ofDays(7));
  private static final String WORKFLOW = MembersQueue.invitationWorkflowId(COMMAND.invitationId());

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private InvitationMail answer = InvitationMail.LINK_SENT;
  private String failure = "";

  @RegisterExtension
  final SkippedTime time =
      SkippedTime.on(MembersQueue.NAME, InvitationWorkflowImpl.class).with(new Steps());

  @Test
  void aLinkThatNobodyUsesIsForgottenAtItsEnd() throws IOException {
    assertThat(outcome(begun())).isEqualTo(InvitationOutcome.EXPIRED);
    assertThat(time.lasted(WORKFLOW)).isBetween(Duration.ofDays(7), Duration.ofDays(8));
    assertThat(calls).containsExactly("mail as members", "forget as members");
    assertThat(time.events(WORKFLOW, "invitation-expired")).isEqualTo(22);
  }

  @Test
  void oneThatIsClosedEndsAtOnceAndForgetsNothingMore() throws IOException {
    WorkflowStub begun = begun();
    time.server().sleep(Duration.ofDays(1));
    begun.signal(MembersQueue.INVITATION_CLOSED);
    assertThat(outcome(begun)).isEqualTo(InvitationOutcome.CLOSED);
    assertThat(time.lasted(WORKFLOW)).isLessThan(Duration.ofDays(2));
    assertThat(calls).containsExactly("mail as members");
    assertThat(time.events(WORKFLOW, "invitation-closed")).isEqualTo(16);
  }

  @Test
  void anAddressThatIsRefusedIsForgotten() throws IOException {
    failure = MailFailure.MAIL_REFUSED.name();
    assertThat(outcome(begun())).isEqualTo(InvitationOutcome.EXPIRED);
    assertThat(calls).containsExactly("mail as members", "forget as members");
    assertThat(time.events(WORKFLOW, "invitation-refused")).isEqualTo(17);
  }

  @Test
  void whereNoLinkIsDueNothingIsWaitedFor() throws IOException {
    answer = InvitationMail.NOT_NEEDED;
    assertThat(outcome(begun())).isEqualTo(InvitationOutcome.EXPIRED);
    assertThat(time.lasted(WORKFLOW)).isLessThan(Duration.ofMinutes(1));
    assertThat(time.events(WORKFLOW, "invitation-nothing-due")).isEqualTo(17);
  }

  @Test
  void inAWorkspaceThatWasClosedItEndsWithoutADoor() throws IOException {
    failure = TenancyFailure.TENANCY_REFUSED.name();
    assertThat(outcome(begun())).isEqualTo(InvitationOutcome.EXPIRED);
    assertThat(calls).containsExactly("mail as members", "forget as members");
    assertThat(time.events(WORKFLOW, "invitation-workspace-closed")).isEqualTo(17);
  }

  /// It is seen by whoever looks at the workflow, and not taken for a workspace that is closed.
  @Test
  void anotherRefusalThanTheGatesEndsItInFailure() {
    failure = "ANOTHER";
    assertThatThrownBy(() -> outcome(begun())).isInstanceOf(WorkflowFailedException.class);
    assertThat(calls).containsExactly("mail as members", "forget as members");
  }

  private static InvitationOutcome outcome(WorkflowStub begun) {
    return begun.getResult(InvitationOutcome.class);
  }

  private WorkflowStub begun() {
    return time.begun(MembersQueue.INVITATION, WORKFLOW, COMMAND);
  }

  private final class Steps implements InvitationActivities {
    @Override
    public InvitationMail mail(InvitationCall call) {
      say("mail", call);
      return answer;
    }

    @Override
    public void forget(InvitationCall call) {
      say("forget", call);
    }

    private void say(String step, InvitationCall call) {
      calls.add(step + " as " + ((Actor.Automation) call.actor()).name());
      boolean refused = !failure.equals(MailFailure.MAIL_REFUSED.name()) || step.equals("mail");
      if (!failure.isEmpty() && refused) {
        throw ApplicationFailure.newNonRetryableFailure("no", failure);
      }
    }
  }
}
