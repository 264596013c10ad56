package com.klaro.activities.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Mail;
import com.klaro.activities.mail.MailUndelivered;
import com.klaro.activities.mail.Mailer;
import com.klaro.store.MutableClock;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.AccountDeletionIntake;
import com.klaro.store.identity.AccountDeletionOutcome;
import com.klaro.store.identity.AccountDeletionReader;
import com.klaro.store.identity.AccountDeletionWriter;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.People;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.workflows.identity.AccountDeletionCommand;
import com.klaro.workflows.identity.FarewellMail;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.tenancy.AccountId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountDeletionActivitiesTest {

  private static final MutableClock CLOCK = new MutableClock(Instant.parse("2026-03-04T05:06:07Z"));

  private static TestDatabase test;
  private static People people;

  private final List<Mail> sent = new ArrayList<>();

  @BeforeAll
  static void open() {
    test = TestDatabase.fresh();
    people = new People(test, CLOCK);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void theFarewellIsMailedOnceAndTheAddressGoes() {
    AccountDeletionCommand command = deleted("goes@example.com");
    assertThat(waiting()).contains(command.accountId());

    assertThat(activities(sent::add).farewell(command)).isEqualTo(FarewellMail.SENT);
    assertThat(activities(sent::add).farewell(command)).isEqualTo(FarewellMail.NOT_NEEDED);

    assertThat(sent)
        .containsExactly(
            new Mail(
                new EmailAddress("goes@example.com"),
                new AccountLetters.Farewell(CLOCK.instant()),
                IdentityQueue.accountDeletionWorkflowId(command.accountId())));
    assertThat(waiting()).doesNotContain(command.accountId());
  }

  @Test
  void aLostReplySendsOneMailMoreUnderTheSameKey() {
    AccountDeletionCommand command = deleted("lost@example.com");
    Mailer replyLost =
        mail -> {
          sent.add(mail);
          throw new MailUndelivered("lost", null);
        };
    assertThatThrownBy(() -> activities(replyLost).farewell(command))
        .isInstanceOf(MailUndelivered.class);
    assertThat(activities(sent::add).farewell(command)).isEqualTo(FarewellMail.SENT);
    assertThat(sent).hasSize(2);
    assertThat(sent.get(0)).isEqualTo(sent.get(1));
  }

  @Test
  void whatIsErasedIsToldToNobodyAndErasingItAgainIsHarmless() {
    AccountDeletionCommand command = deleted("gone@example.com");
    activities(sent::add).erase(command);
    activities(sent::add).erase(command);
    assertThat(activities(sent::add).farewell(command)).isEqualTo(FarewellMail.NOT_NEEDED);
    assertThat(sent).isEmpty();
  }

  private static AccountDeletionActivitiesImpl activities(Mailer mailer) {
    return new AccountDeletionActivitiesImpl(
        new AccountDeletionWriter(test.database(), test.master()), new Letterbox(mailer));
  }

  private static List<AccountId> waiting() {
    return new AccountDeletionReader(test.database()).unfinished();
  }

  private static AccountDeletionCommand deleted(String address) {
    People.Person person = people.signedIn(address);
    var intake =
        new AccountDeletionIntake(
            test.database(),
            test.master(),
            people.audit(),
            Outbox.leftToDispatcher(Ids.timeOrdered(), CLOCK),
            Duration.ofDays(1),
            new RecentAuthentication(Duration.ofMinutes(10), CLOCK),
            new SecureRandom(),
            CLOCK);
    assertThat(intake.delete(person.actor())).isEqualTo(new AccountDeletionOutcome.Done());
    return new AccountDeletionCommand(person.accountId(), Duration.ofDays(1));
  }
}
