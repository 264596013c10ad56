package com.klaro.activities.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.Mail;
import com.klaro.activities.mail.MailRefused;
import com.klaro.activities.mail.MailSettings;
import com.klaro.activities.mail.MailUndelivered;
import com.klaro.activities.mail.Mailer;
import com.klaro.activities.mail.SmtpMailer;
import com.klaro.sandbox.mail.Mailbox;
import com.klaro.sandbox.mail.MailboxSettings;
import com.klaro.store.MutableClock;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.OneTimeToken;
import com.klaro.store.identity.People;
import com.klaro.store.identity.SignupIntake;
import com.klaro.store.identity.SignupWriter;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.workspaces.WorkspaceName;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupMail;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignupActivitiesTest {

  private static final Links LINKS = new Links(URI.create("https://app.example"));
  private static final MutableClock CLOCK = new MutableClock(Instant.parse("2026-03-04T05:06:07Z"));
  private static final SecureRandom RANDOM = new SecureRandom();

  private static TestDatabase test;
  private static SignupIntake intake;
  private static SignupWriter writer;

  private final List<Mail> sent = new ArrayList<>();

  @BeforeAll
  static void open() {
    test = TestDatabase.fresh();
    var people = new People(test, CLOCK);
    writer = new SignupWriter(test.database(), test.master(), RANDOM, CLOCK);
    intake =
        new SignupIntake(
            test.database(),
            test.master(),
            new AddressIndex(new byte[32]),
            people.issuer(),
            people.audit(),
            Outbox.leftToDispatcher(Ids.timeOrdered(), CLOCK),
            new LimitIntake(test.database(), new byte[32], CLOCK),
            CredentialLimits.scaled(1),
            Duration.ofHours(24),
            RANDOM,
            Ids.timeOrdered(),
            CLOCK);
    people.signedIn("known@example.com");
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void aNewAddressGetsALinkThatWorksAndOfWhatTheAskerTypedTheCountryAlone() {
    SignupCommand command = request("new@example.com");

    assertThat(activities(sent::add).mail(command)).isEqualTo(SignupMail.LINK_SENT);

    String text = sent.getFirst().template().letter().text();
    assertThat(intake.open(tokenIn(text))).isPresent();
    assertThat(text)
        .contains("5 March 2026, 05:06 UTC", "India")
        .doesNotContain("Canary workspace");
  }

  /// However it was typed the mail goes to the account's own spelling: on some hosts the other one
  /// is somebody else's mailbox.
  @Test
  void aKnownAddressGetsNoLink() {
    assertThat(activities(sent::add).mail(request("Known@Example.com")))
        .isEqualTo(SignupMail.ALREADY_REGISTERED);
    assertThat(sent.getFirst().template()).isInstanceOf(SignupLetters.AlreadyRegistered.class);
    assertThat(sent.getFirst().to().text()).isEqualTo("known@example.com");
  }

  @Test
  void aRepeatAfterARecordedMailSendsNothing() {
    SignupCommand command = request("repeat@example.com");
    activities(sent::add).mail(command);
    assertThat(activities(sent::add).mail(command)).isEqualTo(SignupMail.LINK_SENT);
    assertThat(sent).hasSize(1);
  }

  @Test
  void aLostReplySendsOneMailMoreUnderTheSameKeyAndBothLinksWork() {
    SignupCommand command = request("lost@example.com");
    Mailer replyLost =
        mail -> {
          sent.add(mail);
          throw new MailUndelivered("lost", null);
        };
    assertThatThrownBy(() -> activities(replyLost).mail(command))
        .isInstanceOf(MailUndelivered.class);
    activities(sent::add).mail(command);

    assertThat(sent).hasSize(2);
    assertThat(sent.get(0).messageKey()).isEqualTo(sent.get(1).messageKey());
    assertThat(sent)
        .allMatch(mail -> intake.open(tokenIn(mail.template().letter().text())).isPresent());
  }

  @Test
  void aRefusedMailIsNotTriedAgainAndNamesNobody() {
    Mailer refusing =
        _ -> {
          throw new MailRefused("The mail server refused the recipient: 550");
        };
    assertThatThrownBy(() -> activities(refusing).mail(request("refused@example.com")))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getType()).isEqualTo("MAIL_REFUSED");
              assertThat(failure.getOriginalMessage()).doesNotContain("@");
            });
  }

  @Test
  void anExpiredSignupIsGone() {
    SignupCommand command = request("gone@example.com");
    activities(sent::add).mail(command);
    activities(sent::add).expire(command);
    assertThat(intake.open(tokenIn(sent.getFirst().template().letter().text()))).isEmpty();
    assertThat(activities(sent::add).mail(command)).isEqualTo(SignupMail.NOT_NEEDED);
  }

  @Test
  void theMailArrivesInARealMailbox(@TempDir Path directory) throws Exception {
    var port = new MailboxSettings(directory, 0, 0);
    try (Mailbox mailbox = Mailbox.start(port, Clock.systemUTC());
        var mailer =
            new SmtpMailer(
                MailSettings.local(mailbox.smtpPort()),
                _ -> "",
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                CLOCK);
        var http = HttpClient.newHttpClient()) {
      activities(mailer).mail(request("box@example.com"));
      URI query = URI.create(mailbox.url() + "/api/v1/search?query=to:box@example.com");
      HttpResponse<String> found =
          http.send(HttpRequest.newBuilder(query).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(found.body()).contains("box@example.com", "Confirm your email address for Klaro");
    }
  }

  private static SignupActivitiesImpl activities(Mailer mailer) {
    return new SignupActivitiesImpl(writer, new Letterbox(mailer), LINKS);
  }

  private static SignupCommand request(String address) {
    var id = new SignupId(Ids.timeOrdered().next());
    intake.request(id, new EmailAddress(address), new WorkspaceName("Canary workspace"), "IN");
    return new SignupCommand(id, Duration.ofHours(24));
  }

  private static OneTimeToken tokenIn(String text) {
    String link = text.lines().filter(line -> line.contains("#token=")).findFirst().orElseThrow();
    assertThat(link).startsWith("https://app.example/complete-signup#token=");
    return OneTimeToken.parse(link.substring(link.indexOf('=') + 1)).orElseThrow();
  }
}
