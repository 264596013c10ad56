package com.klaro.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.worker.SkippedTime;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.NoticeActivities;
import com.klaro.workflows.identity.NoticeCommand;
import com.klaro.workflows.identity.NoticeId;
import com.klaro.workflows.identity.NoticeMail;
import com.klaro.workflows.identity.NoticeOutcome;
import com.klaro.workflows.identity.NoticeWorkflowImpl;
import com.klaro.workflows.identity.PasswordResetActivities;
import com.klaro.workflows.identity.PasswordResetCommand;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.identity.PasswordResetMail;
import com.klaro.workflows.identity.PasswordResetOutcome;
import com.klaro.workflows.identity.PasswordResetWorkflowImpl;
import com.klaro.workflows.mail.MailFailure;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Links for new passwords and the news that follows, in skipped time.
class PasswordResetWorkflowTest {

  private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
  private static final PasswordResetCommand RESET =
      new PasswordResetCommand(new PasswordResetId(ID), Duration.ofMinutes(10));
  private static final NoticeCommand NOTICE =
      new NoticeCommand(new NoticeId(ID), Duration.ofDays(1));

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private PasswordResetMail answer = PasswordResetMail.LINK_SENT;
  private NoticeMail told = NoticeMail.SENT;
  private boolean refuses;

  @RegisterExtension
  final SkippedTime time =
      SkippedTime.on(IdentityQueue.NAME, PasswordResetWorkflowImpl.class, NoticeWorkflowImpl.class)
          .with(new Resets(), new Notices());

  @Test
  void aLinkLivesForTenMinutesAndLeavesNothing() throws IOException {
    assertThat(reset()).isEqualTo(PasswordResetOutcome.LINK_ENDED);
    assertThat(time.lasted(resetId())).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    assertThat(calls).containsExactly("mail", "forget");
    assertThat(time.events(resetId(), "password-reset-mailed")).isEqualTo(22);
  }

  @Test
  void whereNoLinkIsDueTheRequestIsForgottenAtOnce() throws IOException {
    answer = PasswordResetMail.NOT_NEEDED;
    assertThat(reset()).isEqualTo(PasswordResetOutcome.NOTHING_SENT);
    assertThat(time.lasted(resetId())).isLessThan(Duration.ofMinutes(1));
    assertThat(calls).containsExactly("mail", "forget");
    assertThat(time.events(resetId(), "password-reset-nothing-due")).isEqualTo(17);
  }

  @Test
  void anAddressThatIsRefusedIsForgotten() throws IOException {
    refuses = true;
    assertThat(reset()).isEqualTo(PasswordResetOutcome.UNDELIVERED);
    assertThat(calls).containsExactly("mail", "forget");
    assertThat(time.events(resetId(), "password-reset-refused")).isEqualTo(17);
  }

  @Test
  void newsIsMailedOnce() throws IOException {
    assertThat(notice()).isEqualTo(NoticeOutcome.SENT);
    assertThat(calls).containsExactly("tell");
    assertThat(time.events(noticeId(), "notice-mailed")).isEqualTo(11);
  }

  @Test
  void whereNoRowIsLeftNothingWasTold() throws IOException {
    told = NoticeMail.NOT_NEEDED;
    assertThat(notice()).isEqualTo(NoticeOutcome.NOTHING_DUE);
    assertThat(calls).containsExactly("tell");
    assertThat(time.events(noticeId(), "notice-nothing-due")).isEqualTo(11);
  }

  @Test
  void newsThatCannotBeToldIsForgotten() throws IOException {
    refuses = true;
    assertThat(notice()).isEqualTo(NoticeOutcome.UNDELIVERED);
    assertThat(calls).containsExactly("tell", "forget");
    assertThat(time.events(noticeId(), "notice-refused")).isEqualTo(17);
  }

  private PasswordResetOutcome reset() {
    return time.begun(IdentityQueue.PASSWORD_RESET, resetId(), RESET)
        .getResult(PasswordResetOutcome.class);
  }

  private NoticeOutcome notice() {
    return time.begun(IdentityQueue.NOTICE, noticeId(), NOTICE).getResult(NoticeOutcome.class);
  }

  private static String resetId() {
    return IdentityQueue.passwordResetWorkflowId(RESET.resetId());
  }

  private static String noticeId() {
    return IdentityQueue.noticeWorkflowId(NOTICE.noticeId());
  }

  private void say(String call) {
    calls.add(call);
    if (refuses && !call.equals("forget")) {
      throw ApplicationFailure.newNonRetryableFailure("no", MailFailure.MAIL_REFUSED.name());
    }
  }

  private final class Resets implements PasswordResetActivities {
    @Override
    public PasswordResetMail mail(PasswordResetCommand command) {
      say("mail");
      return answer;
    }

    @Override
    public void forget(PasswordResetCommand command) {
      say("forget");
    }
  }

  private final class Notices implements NoticeActivities {
    @Override
    public NoticeMail mail(NoticeCommand command) {
      say("tell");
      return told;
    }

    @Override
    public void forget(NoticeCommand command) {
      say("forget");
    }
  }
}
