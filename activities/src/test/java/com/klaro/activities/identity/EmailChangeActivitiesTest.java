package com.klaro.activities.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.Mail;
import com.klaro.activities.mail.MailRefused;
import com.klaro.activities.mail.MailUndelivered;
import com.klaro.activities.mail.Mailer;
import com.klaro.store.MutableClock;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.EmailChangeIntake;
import com.klaro.store.identity.EmailChangeRequestOutcome;
import com.klaro.store.identity.EmailChangeWriter;
import com.klaro.store.identity.EmailConfirmationOutcome;
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.NoticeReader;
import com.klaro.store.identity.NoticeWriter;
import com.klaro.store.identity.OneTimeToken;
import com.klaro.store.identity.People;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.workflows.identity.EmailChangeCommand;
import com.klaro.workflows.identity.EmailChangeId;
import com.klaro.workflows.identity.EmailChangeMail;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.NoticeCommand;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmailChangeActivitiesTest {

  private static final Links LINKS = new Links(URI.create("https://app.example"));
  private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
  private static final MutableClock CLOCK = new MutableClock(START);
  private static final Duration LINK = Duration.ofHours(24);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Ids IDS = Ids.timeOrdered();

  private static TestDatabase test;
  private static People people;
  private static EmailChangeIntake intake;
  private static EmailChangeWriter writer;

  private final List<Mail> sent = new ArrayList<>();

  @BeforeAll
  static void open() {
    test = TestDatabase.fresh();
    people = new People(test, CLOCK);
    writer = new EmailChangeWriter(test.database(), test.master(), RANDOM, CLOCK);
    var outbox = Outbox.leftToDispatcher(IDS, CLOCK);
    intake =
        new EmailChangeIntake(
            test.database(),
            test.master(),
            new AddressIndex(new byte[32]),
            people.audit(),
            outbox,
            new LimitIntake(test.database(), new byte[32], CLOCK),
            CredentialLimits.scaled(1),
            new NoticeIntake(outbox, Duration.ofDays(1), IDS, CLOCK),
            LINK,
            new RecentAuthentication(Duration.ofMinutes(10), CLOCK),
            RANDOM,
            CLOCK);
  }

  @AfterEach
  void turnTheClockBack() {
    CLOCK.advance(Duration.between(CLOCK.instant(), START));
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void bothAddressesGetALinkAndOnlyTheProvenOneReadsTheOther() {
    EmailChangeCommand command = wish("old@example.com", "wished@example.net");

    assertThat(activities(sent::add).mail(command)).isEqualTo(EmailChangeMail.SENT);

    assertThat(sent)
        .extracting(Mail::to)
        .containsExactly(
            new EmailAddress("old@example.com"), new EmailAddress("wished@example.net"));
    String id = IdentityQueue.emailChangeWorkflowId(command.changeId());
    assertThat(sent).extracting(Mail::messageKey).containsExactly(id + "/old", id + "/new");
    assertThat(text(0)).contains("5 March 2026, 05:06 UTC").doesNotContain("wished@example.net");
    assertThat(text(0).replace("\u2060", ""))
        .as("an address to read, and none to follow")
        .contains("wished@example.net");
    assertThat(text(1)).doesNotContain("old@example.com", "Someone");
    assertThat(intake.confirm(token(1))).isEqualTo(EmailConfirmationOutcome.CONFIRMED);
    assertThat(intake.confirm(token(0))).isEqualTo(EmailConfirmationOutcome.CONFIRMED);

    assertThat(told()).containsExactlyInAnyOrder("old@example.com", "wished@example.net");
  }

  @Test
  void anAddressThatHasAnAccountIsToldAndGetsNoLink() {
    people.signedIn("known@example.com");
    EmailChangeCommand command = wish("asker@example.com", "known@example.com");
    assertThat(activities(sent::add).mail(command)).isEqualTo(EmailChangeMail.SENT);
    assertThat(activities(sent::add).mail(command)).isEqualTo(EmailChangeMail.SENT);
    assertThat(sent).hasSize(2);
    assertThat(sent.getLast().to()).isEqualTo(new EmailAddress("known@example.com"));
    assertThat(text(1)).doesNotContain("#token", "asker@example.com");
    assertThat(intake.confirm(token(0)))
        .as("as always")
        .isEqualTo(EmailConfirmationOutcome.CONFIRMED);
  }

  /// Or whoever watches how long their wish is kept would learn whose address has an account.
  @Test
  void aWishIsKeptAsLongWhoseverTheAddressIs() {
    people.signedIn("taken@example.com");
    Mailer slow =
        mail -> {
          sent.add(mail);
          CLOCK.advance(Duration.ofSeconds(3));
        };
    List<Duration> kept = new ArrayList<>();
    for (String wished : List.of("taken@example.com", "free@example.com")) {
      EmailChangeCommand command = wish("keeper-of-" + wished, wished);
      Instant begun = CLOCK.instant();
      assertThat(activities(slow).mail(command)).isEqualTo(EmailChangeMail.SENT);
      kept.add(Duration.between(begun, expiry(command)));
    }
    assertThat(kept).containsOnly(LINK.plusSeconds(3));
  }

  private static Instant expiry(EmailChangeCommand command) {
    try (var superuser = test.superuser()) {
      return superuser
          .select("SELECT expires_at FROM email_changes WHERE id = ?", command.changeId().value())
          .mapTo(Instant.class)
          .one();
    }
  }

  @Test
  void aRepeatAfterARecordedMailSendsNothing() {
    EmailChangeCommand command = wish("repeat@example.com", "repeat2@example.com");
    for (int i = 0; i < 2; i++) {
      assertThat(activities(sent::add).mail(command)).isEqualTo(EmailChangeMail.SENT);
    }
    assertThat(sent).hasSize(2);
  }

  @Test
  void aLostReplySendsOneMailMoreUnderTheSameKeyAndEitherLinkConfirmsOnce() {
    EmailChangeCommand command = wish("lost@example.com", "lost2@example.com");
    Mailer replyLost =
        mail -> {
          sent.add(mail);
          throw new MailUndelivered("lost", null);
        };
    assertThatThrownBy(() -> activities(replyLost).mail(command))
        .isInstanceOf(MailUndelivered.class);
    activities(sent::add).mail(command);

    assertThat(sent).hasSize(3);
    assertThat(sent.get(0).messageKey()).isEqualTo(sent.get(1).messageKey());
    assertThat(intake.confirm(token(0))).isEqualTo(EmailConfirmationOutcome.CONFIRMED);
    assertThat(intake.confirm(token(1))).isEqualTo(EmailConfirmationOutcome.INVALID_TOKEN);
  }

  /// Killed between the two mails: the first one is not sent again.
  @Test
  void whatOneAddressGotIsNotSentAgainForTheOther() {
    EmailChangeCommand command = wish("half@example.com", "half2@example.net");
    Mailer half =
        mail -> {
          if (mail.to().text().endsWith(".net")) {
            throw new MailUndelivered("away", null);
          }
          sent.add(mail);
        };
    assertThatThrownBy(() -> activities(half).mail(command)).isInstanceOf(MailUndelivered.class);
    Duration later = Duration.ofHours(3);
    CLOCK.advance(later);
    assertThat(activities(sent::add).mail(command)).isEqualTo(EmailChangeMail.SENT);
    assertThat(sent)
        .extracting(mail -> mail.to().text())
        .containsExactly("half@example.com", "half2@example.net");
    CLOCK.advance(LINK.minus(later));
    assertThat(intake.confirm(token(0)))
        .as("each link ends when its own mail says")
        .isEqualTo(EmailConfirmationOutcome.INVALID_TOKEN);
    assertThat(intake.confirm(token(1))).isEqualTo(EmailConfirmationOutcome.CONFIRMED);
  }

  @Test
  void aRefusedMailIsNotTriedAgainAndNamesNobody() {
    Mailer refusing =
        _ -> {
          throw new MailRefused("The mail server refused the recipient: 550");
        };
    assertThatThrownBy(
            () -> activities(refusing).mail(wish("refuse@example.com", "refuse2@example.com")))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getType()).isEqualTo("MAIL_REFUSED");
              assertThat(failure.getOriginalMessage()).doesNotContain("@");
            });
  }

  @Test
  void aForgottenWishIsGoneWithItsLinksAndForgettingItAgainIsHarmless() {
    EmailChangeCommand command = wish("gone@example.com", "gone2@example.com");
    activities(sent::add).mail(command);
    activities(sent::add).forget(command);
    activities(sent::add).forget(command);
    assertThat(intake.confirm(token(0))).isEqualTo(EmailConfirmationOutcome.INVALID_TOKEN);
    assertThat(activities(sent::add).mail(command)).isEqualTo(EmailChangeMail.NOT_NEEDED);
    assertThat(sent).hasSize(2);
  }

  /// Where the notices that wait would go.
  private static List<String> told() {
    List<Mail> mails = new ArrayList<>();
    var notices =
        new NoticeActivitiesImpl(
            new NoticeWriter(test.database(), test.master()),
            new Letterbox(mails::add),
            LINKS,
            Duration.ofHours(24));
    new NoticeReader(test.database())
        .unfinished()
        .forEach(id -> notices.mail(new NoticeCommand(id, Duration.ofDays(1))));
    return mails.stream().map(mail -> mail.to().text()).toList();
  }

  private static EmailChangeActivitiesImpl activities(Mailer mailer) {
    return new EmailChangeActivitiesImpl(writer, new Letterbox(mailer), LINKS);
  }

  private static EmailChangeCommand wish(String present, String wished) {
    var id = new EmailChangeId(IDS.next());
    People.Person person = people.signedIn(present);
    assertThat(intake.request(id, person.actor(), new EmailAddress(wished)))
        .isEqualTo(EmailChangeRequestOutcome.ACCEPTED);
    return new EmailChangeCommand(id, LINK);
  }

  private String text(int mail) {
    return sent.get(mail).template().letter().text();
  }

  private OneTimeToken token(int mail) {
    String link = text(mail).lines().filter(it -> it.contains("#token=")).findFirst().orElseThrow();
    assertThat(link).startsWith("https://app.example/confirm-email#token=");
    return OneTimeToken.parse(link.substring(link.indexOf('=') + 1)).orElseThrow();
  }
}
