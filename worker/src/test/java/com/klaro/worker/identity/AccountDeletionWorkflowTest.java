package com.klaro.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.worker.SkippedTime;
import com.klaro.workflows.identity.AccountDeletionActivities;
import com.klaro.workflows.identity.AccountDeletionCommand;
import com.klaro.workflows.identity.AccountDeletionWorkflowImpl;
import com.klaro.workflows.identity.FarewellMail;
import com.klaro.workflows.identity.FarewellOutcome;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.mail.MailFailure;
import com.klaro.workflows.tenancy.AccountId;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The last mail, in skipped time.
class AccountDeletionWorkflowTest {

  private static final AccountDeletionCommand DELETED =
      new AccountDeletionCommand(
          new AccountId(UUID.fromString("01930000-0000-7000-8000-000000000001")),
          Duration.ofDays(1));

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private FarewellMail answer = FarewellMail.SENT;
  private boolean refuses;
  private boolean away;

  @RegisterExtension
  final SkippedTime time =
      SkippedTime.on(IdentityQueue.NAME, AccountDeletionWorkflowImpl.class).with(new Deletions());

  @Test
  void theFarewellIsMailedOnce() throws IOException {
    assertThat(run()).isEqualTo(FarewellOutcome.SENT);
    assertThat(calls).containsExactly("farewell");
    assertThat(time.events(id(), "account-deletion-mailed")).isEqualTo(11);
  }

  @Test
  void whereNoAddressIsLeftNobodyWasTold() throws IOException {
    answer = FarewellMail.NOT_NEEDED;
    assertThat(run()).isEqualTo(FarewellOutcome.NOTHING_DUE);
    assertThat(calls).containsExactly("farewell");
    assertThat(time.events(id(), "account-deletion-nothing-due")).isEqualTo(11);
  }

  @Test
  void anAddressThatIsRefusedIsErasedAllTheSame() throws IOException {
    refuses = true;
    assertThat(run()).isEqualTo(FarewellOutcome.UNDELIVERED);
    assertThat(calls).containsExactly("farewell", "erase");
    assertThat(time.events(id(), "account-deletion-refused")).isEqualTo(17);
  }

  @Test
  void soIsOneThatNoServerTakesForADay() throws IOException {
    away = true;
    assertThat(run()).isEqualTo(FarewellOutcome.UNDELIVERED);
    assertThat(calls).endsWith("farewell", "erase").hasSizeGreaterThan(10);
    assertThat(time.lasted(id())).isBetween(Duration.ofHours(23), Duration.ofHours(25));
    assertThat(time.events(id(), "account-deletion-undelivered")).isEqualTo(17);
  }

  private FarewellOutcome run() {
    return time.begun(IdentityQueue.ACCOUNT_DELETION, id(), DELETED)
        .getResult(FarewellOutcome.class);
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
