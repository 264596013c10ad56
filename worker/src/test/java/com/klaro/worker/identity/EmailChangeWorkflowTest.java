package com.klaro.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.worker.SkippedTime;
import com.klaro.workflows.identity.EmailChangeActivities;
import com.klaro.workflows.identity.EmailChangeCommand;
import com.klaro.workflows.identity.EmailChangeId;
import com.klaro.workflows.identity.EmailChangeMail;
import com.klaro.workflows.identity.EmailChangeOutcome;
import com.klaro.workflows.identity.EmailChangeWorkflowImpl;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.mail.MailFailure;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two links and the time that they have, in skipped time.
class EmailChangeWorkflowTest {

  private static final EmailChangeCommand CHANGE =
      new EmailChangeCommand(
          new EmailChangeId(UUID.fromString("01930000-0000-7000-8000-000000000001")),
          Duration.ofHours(24));

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private EmailChangeMail answer = EmailChangeMail.SENT;
  private boolean refuses;
  private int lost;

  @RegisterExtension
  final SkippedTime time =
      SkippedTime.on(IdentityQueue.NAME, EmailChangeWorkflowImpl.class).with(new Changes());

  @Test
  void linksLiveForADayAndLeaveNothing() throws IOException {
    assertThat(run()).isEqualTo(EmailChangeOutcome.LINKS_ENDED);
    assertThat(time.lasted(id())).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    assertThat(calls).containsExactly("mail", "forget");
    assertThat(time.events(id(), "email-change-mailed")).isEqualTo(22);
  }

  @Test
  void aMailServerThatIsAwayIsAskedAgain() throws IOException {
    lost = 3;
    assertThat(run()).isEqualTo(EmailChangeOutcome.LINKS_ENDED);
    assertThat(calls).containsExactly("mail", "mail", "mail", "mail", "forget");
    assertThat(time.events(id(), "email-change-retried")).isEqualTo(22);
  }

  @Test
  void whatWasVoidedMeanwhileIsForgottenAtOnce() throws IOException {
    answer = EmailChangeMail.NOT_NEEDED;
    assertThat(run()).isEqualTo(EmailChangeOutcome.CALLED_OFF);
    assertThat(calls).containsExactly("mail", "forget");
    assertThat(time.lasted(id())).isLessThan(Duration.ofMinutes(1));
    assertThat(time.events(id(), "email-change-nothing-due")).isEqualTo(17);
  }

  @Test
  void anAddressThatIsRefusedEndsIt() throws IOException {
    refuses = true;
    assertThat(run()).isEqualTo(EmailChangeOutcome.UNDELIVERED);
    assertThat(calls).containsExactly("mail", "forget");
    assertThat(time.events(id(), "email-change-refused")).isEqualTo(17);
  }

  private EmailChangeOutcome run() {
    return time.begun(IdentityQueue.EMAIL_CHANGE, id(), CHANGE).getResult(EmailChangeOutcome.class);
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
