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
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.OneTimeToken;
import com.klaro.store.identity.PasswordResetIntake;
import com.klaro.store.identity.PasswordResetWriter;
import com.klaro.store.identity.People;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.PasswordResetCommand;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.identity.PasswordResetMail;
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

class PasswordResetActivitiesTest {

  private static final Links LINKS = new Links(URI.create("https://app.example"));
  private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
  private static final MutableClock CLOCK = new MutableClock(START);
  private static final Duration LINK = Duration.ofMinutes(10);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Ids IDS = Ids.timeOrdered();

  private static TestDatabase test;
  private static People people;
  private static PasswordResetIntake intake;
  private static PasswordResetWriter writer;

  private final List<Mail> sent = new ArrayList<>();

  @BeforeAll
  static void open() {
    test = TestDatabase.fresh();
    people = new People(test, CLOCK);
    writer = new PasswordResetWriter(test.database(), test.master(), RANDOM, CLOCK);
    var outbox = Outbox.leftToDispatcher(IDS, CLOCK);
    intake =
        new PasswordResetIntake(
            test.database(),
            test.master(),
            new AddressIndex(new byte[32]),
            new WorkspaceReader(test.master()),
            people.audit(),
            outbox,
            new LimitIntake(test.database(), new byte[32], CLOCK),
            CredentialLimits.scaled(1),
            new NoticeIntake(outbox, Duration.ofDays(1), IDS, CLOCK),
            LINK,
            Duration.ofHours(24),
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
  void theOwnerGetsALinkThatWorksForAsLongAsItSays() {
    PasswordResetCommand command = known("owner@example.com");

    assertThat(activities(sent::add).mail(command)).isEqualTo(PasswordResetMail.LINK_SENT);

    Mail mail = sent.getFirst();
    assertThat(mail.to()).isEqualTo(new EmailAddress("owner@example.com"));
    assertThat(mail.messageKey())
        .isEqualTo(IdentityQueue.passwordResetWorkflowId(command.resetId()));
    assertThat(mail.template().letter().text()).contains("4 March 2026, 05:16 UTC");
    assertThat(intake.open(tokenIn(mail))).isPresent();
  }

  /// A mailbox that only looks like the account's gets no link to it.
  @Test
  void theLinkGoesToTheAddressAsTheAccountHasIt() {
    people.signedIn("Mike@example.com");
    for (String typed : List.of("mike@example.com", "mi\u212ae@example.com")) {
      assertThat(activities(sent::add).mail(request(typed))).isEqualTo(PasswordResetMail.LINK_SENT);
    }
    assertThat(sent)
        .extracting(mail -> mail.to().text())
        .containsOnly("Mike@example.com")
        .hasSize(2);
  }

  @Test
  void anUnknownAddressGetsNothing() {
    assertThat(activities(sent::add).mail(request("unknown@example.com")))
        .isEqualTo(PasswordResetMail.NOT_NEEDED);
    assertThat(sent).isEmpty();
  }

  @Test
  void aRepeatAfterARecordedMailSendsNothing() {
    PasswordResetCommand command = known("repeat@example.com");
    activities(sent::add).mail(command);
    assertThat(activities(sent::add).mail(command)).isEqualTo(PasswordResetMail.LINK_SENT);
    assertThat(sent).hasSize(1);
  }

  @Test
  void aLostReplySendsOneMailMoreUnderTheSameKeyAndBothLinksWorkForAsLongAsTheyMay() {
    PasswordResetCommand command = known("lost@example.com");
    Mailer replyLost =
        mail -> {
          sent.add(mail);
          throw new MailUndelivered("lost", null);
        };
    assertThatThrownBy(() -> activities(replyLost).mail(command))
        .isInstanceOf(MailUndelivered.class);
    Duration later = Duration.ofMinutes(3);
    CLOCK.advance(later);
    activities(sent::add).mail(command);

    assertThat(sent).hasSize(2);
    assertThat(sent.get(0).messageKey()).isEqualTo(sent.get(1).messageKey());
    assertThat(sent).allMatch(mail -> intake.open(tokenIn(mail)).isPresent());
    CLOCK.advance(LINK.minus(later));
    assertThat(sent).filteredOn(mail -> intake.open(tokenIn(mail)).isPresent()).hasSize(1);
    assertThat(intake.redeem(tokenIn(sent.getFirst()), "$argon2id$other", false, "somewhere"))
        .isFalse();
    assertThat(intake.redeem(tokenIn(sent.getLast()), "$argon2id$other", false, "somewhere"))
        .isTrue();
  }

  /// The first mail was refused while the server was away, and the second one went through.
  @Test
  void aRequestWhoseSuccessorWasMailedMailsNothing() {
    PasswordResetCommand older = known("newest@example.com");
    CLOCK.advance(Duration.ofSeconds(1));
    PasswordResetCommand newer = request("newest@example.com");
    activities(sent::add).mail(newer);
    assertThat(activities(sent::add).mail(older)).isEqualTo(PasswordResetMail.NOT_NEEDED);
    assertThat(sent).singleElement().matches(mail -> intake.open(tokenIn(mail)).isPresent());
  }

  @Test
  void aRefusedMailIsNotTriedAgainAndNamesNobody() {
    Mailer refusing =
        _ -> {
          throw new MailRefused("The mail server refused the recipient: 550");
        };
    assertThatThrownBy(() -> activities(refusing).mail(known("refused@example.com")))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getType()).isEqualTo("MAIL_REFUSED");
              assertThat(failure.getOriginalMessage()).doesNotContain("@");
            });
  }

  @Test
  void aForgottenRequestIsGoneWithItsLinkAndForgettingItAgainIsHarmless() {
    PasswordResetCommand command = known("gone@example.com");
    activities(sent::add).mail(command);
    activities(sent::add).forget(command);
    activities(sent::add).forget(command);
    assertThat(intake.open(tokenIn(sent.getFirst()))).isEmpty();
    assertThat(activities(sent::add).mail(command)).isEqualTo(PasswordResetMail.NOT_NEEDED);
    assertThat(sent).hasSize(1);
  }

  private static PasswordResetActivitiesImpl activities(Mailer mailer) {
    return new PasswordResetActivitiesImpl(writer, new Letterbox(mailer), LINKS);
  }

  private static PasswordResetCommand known(String address) {
    people.signedIn(address);
    return request(address);
  }

  private static PasswordResetCommand request(String address) {
    var id = new PasswordResetId(IDS.next());
    intake.request(id, new EmailAddress(address));
    return new PasswordResetCommand(id, LINK);
  }

  private static OneTimeToken tokenIn(Mail mail) {
    String text = mail.template().letter().text();
    String link = text.lines().filter(line -> line.contains("#token=")).findFirst().orElseThrow();
    assertThat(link).startsWith("https://app.example/reset-password#token=");
    return OneTimeToken.parse(link.substring(link.indexOf('=') + 1)).orElseThrow();
  }
}
