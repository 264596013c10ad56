package com.klaro.activities.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.activities.mail.Help;
import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.Mail;
import com.klaro.activities.mail.MailRefused;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.MailTime;
import com.klaro.activities.mail.MailUndelivered;
import com.klaro.activities.mail.Mailer;
import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.AccountFields;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.MembershipNews;
import com.klaro.store.identity.NoticeKind;
import com.klaro.store.identity.NoticeReader;
import com.klaro.store.identity.NoticeWriter;
import com.klaro.store.identity.People;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.NoticeCommand;
import com.klaro.workflows.identity.NoticeId;
import com.klaro.workflows.identity.NoticeMail;
import com.klaro.workflows.tenancy.AccountId;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeActivitiesTest {

  private static final Links LINKS = new Links(URI.create("https://app.example"));
  private static final WayOut OUT =
      new WayOut(URI.create("https://app.example/forgot-password"), Help.none());
  private static final Duration UNDO = Duration.ofHours(24);
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final EmailAddress ADDRESS = new EmailAddress("owner@example.com");

  private static TestDatabase test;
  private static AccountId account;

  private final List<Mail> sent = new ArrayList<>();

  @BeforeAll
  static void open() {
    test = TestDatabase.fresh();
    account = new People(test, new MutableClock(NOW)).signedIn(ADDRESS.text()).accountId();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @ParameterizedTest
  @EnumSource
  void theOwnerIsToldOnceWhatHappenedAndWhen(NoticeKind kind) {
    NoticeCommand command = happened(kind);

    assertThat(activities(sent::add).mail(command)).isEqualTo(NoticeMail.SENT);
    assertThat(activities(sent::add).mail(command)).isEqualTo(NoticeMail.NOT_NEEDED);

    assertThat(sent)
        .containsExactly(
            new Mail(ADDRESS, letter(kind), IdentityQueue.noticeWorkflowId(command.noticeId())));
    assertThat(waiting()).doesNotContain(command.noticeId());
  }

  /// The app may go while passkeys stay.
  @Test
  void nobodyIsToldThatThePasswordAloneDoesWhereAPasskeyMayStillBeAskedFor() {
    assertThat(letter(NoticeKind.SECOND_FACTOR_REMOVED).letter().text())
        .contains("authenticator app")
        .doesNotContain("password alone");
    assertThat(letter(NoticeKind.RECOVERY_CODE_USED).letter().text()).doesNotContain("your app");
  }

  @Test
  void aMemberIsToldOfWhichWorkspaceWhatChangedAndWhen() {
    String changed = textOf(NoticeKind.MEMBERSHIP_CHANGED);
    String ended = textOf(NoticeKind.MEMBERSHIP_ENDED);
    assertThat(changed).contains("from admin to viewer");
    assertThat(ended).contains("removed you from it").doesNotContain("viewer");
    String asked = textOf(NoticeKind.MEMBERSHIP_NEEDS_SECOND_FACTOR);
    assertThat(asked).contains("your account had none", "set up an authenticator app or a passkey");
    assertThat(List.of(changed, ended, asked))
        .allSatisfy(it -> assertThat(it).contains("“Rao Textiles”", MailTime.of(NOW)));
    assertThat(letter(NoticeKind.MEMBERSHIP_ENDED)).asString().doesNotContain("Rao");
  }

  /// As if its lines had no end.
  private static String textOf(NoticeKind kind) {
    return letter(kind).letter().text().replaceAll("\\s+", " ");
  }

  private static MailTemplate letter(NoticeKind kind) {
    return switch (kind) {
      case PASSWORD_RESET, PASSWORD_CHANGED -> new AccountLetters.PasswordChanged(OUT, NOW);
      case SESSION_REPLAYED -> new AccountLetters.SessionEnded(OUT, NOW);
      case SECOND_FACTOR_RESET -> new AccountLetters.FactorsTaken(OUT, NOW);
      case SECOND_FACTOR_SET,
          SECOND_FACTOR_REMOVED,
          SECOND_FACTOR_DROPPED,
          RECOVERY_CODES_REPLACED,
          RECOVERY_CODE_USED,
          CODES_GUESSED ->
          new SecondFactorLetter(kind, OUT, UNDO, NOW);
      case EMAIL_CHANGED -> new EmailLetters.Changed(OUT, NOW);
      case EMAIL_LEFT -> new EmailLetters.Left(Help.none(), NOW);
      case PASSKEY_ADDED, PASSKEY_REMOVED, PASSKEY_COPIED ->
          new PasskeyLetter(kind, OUT, UNDO, NOW);
      case MEMBERSHIP_CHANGED, MEMBERSHIP_ENDED -> new MembershipLetter(news(kind), NOW);
      case MEMBERSHIP_NEEDS_SECOND_FACTOR -> new PolicyLetter(news(kind), NOW);
    };
  }

  @Test
  void aLostReplySendsOneMailMoreUnderTheSameKey() {
    NoticeCommand command = happened(NoticeKind.PASSWORD_CHANGED);
    Mailer replyLost =
        mail -> {
          sent.add(mail);
          throw new MailUndelivered("lost", null);
        };
    assertThatThrownBy(() -> activities(replyLost).mail(command))
        .isInstanceOf(MailUndelivered.class);
    assertThat(waiting()).contains(command.noticeId());
    assertThat(activities(sent::add).mail(command)).isEqualTo(NoticeMail.SENT);

    assertThat(sent).hasSize(2);
    assertThat(sent.get(0)).isEqualTo(sent.get(1));
  }

  @Test
  void aRefusedMailIsNotTriedAgainAndNamesNobody() {
    Mailer refusing =
        _ -> {
          throw new MailRefused("The mail server refused the recipient: 550");
        };
    assertThatThrownBy(() -> activities(refusing).mail(happened(NoticeKind.SESSION_REPLAYED)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getType()).isEqualTo("MAIL_REFUSED");
              assertThat(failure.getOriginalMessage()).doesNotContain("@");
            });
  }

  @Test
  void whatIsForgottenIsToldToNobodyAndForgettingItAgainIsHarmless() {
    NoticeCommand command = happened(NoticeKind.PASSWORD_RESET);
    activities(sent::add).forget(command);
    activities(sent::add).forget(command);
    assertThat(activities(sent::add).mail(command)).isEqualTo(NoticeMail.NOT_NEEDED);
    assertThat(sent).isEmpty();
    assertThat(waiting()).doesNotContain(command.noticeId());
  }

  private static NoticeActivitiesImpl activities(Mailer mailer) {
    var writer = new NoticeWriter(test.database(), test.master());
    return new NoticeActivitiesImpl(writer, new Letterbox(mailer), LINKS, UNDO);
  }

  private static List<NoticeId> waiting() {
    return new NoticeReader(test.database()).unfinished();
  }

  private static NoticeCommand happened(NoticeKind kind) {
    var id = new NoticeId(UUID.randomUUID());
    try (var superuser = test.superuser()) {
      superuser.execute(
          "INSERT INTO notices (id, account_id, kind, happened_at, about_encrypted) VALUES (?, ?,"
              + " ?, ?, ?)",
          id.value(),
          account.value(),
          word(kind),
          NOW,
          isAboutAMembership(kind) ? about(superuser, news(kind)) : null);
    }
    return new NoticeCommand(id, Duration.ofDays(1));
  }

  private static boolean isAboutAMembership(NoticeKind kind) {
    return word(kind).startsWith("membership-");
  }

  private static byte[] about(Handle superuser, MembershipNews news) {
    byte[] key =
        superuser
            .select("SELECT data_key FROM accounts WHERE id = ?", account.value())
            .mapTo(byte[].class)
            .one();
    return AccountFields.about(test.master(), account, key, news);
  }

  private static MembershipNews news(NoticeKind kind) {
    return new MembershipNews(
        "Rao Textiles",
        Role.ADMIN,
        Optional.of(Role.VIEWER).filter(_ -> kind == NoticeKind.MEMBERSHIP_CHANGED));
  }

  /// As the rows of a program in use have it.
  private static String word(NoticeKind kind) {
    return switch (kind) {
      case PASSWORD_RESET -> "password-reset";
      case PASSWORD_CHANGED -> "password-changed";
      case SESSION_REPLAYED -> "session-replayed";
      case SECOND_FACTOR_SET -> "second-factor-set";
      case SECOND_FACTOR_REMOVED -> "second-factor-removed";
      case SECOND_FACTOR_DROPPED -> "second-factor-dropped";
      case SECOND_FACTOR_RESET -> "second-factor-reset";
      case RECOVERY_CODES_REPLACED -> "recovery-codes-replaced";
      case RECOVERY_CODE_USED -> "recovery-code-used";
      case CODES_GUESSED -> "codes-guessed";
      case EMAIL_CHANGED -> "email-changed";
      case EMAIL_LEFT -> "email-left";
      case PASSKEY_ADDED -> "passkey-added";
      case PASSKEY_REMOVED -> "passkey-removed";
      case PASSKEY_COPIED -> "passkey-copied";
      case MEMBERSHIP_CHANGED -> "membership-changed";
      case MEMBERSHIP_ENDED -> "membership-ended";
      case MEMBERSHIP_NEEDS_SECOND_FACTOR -> "membership-needs-second-factor";
    };
  }
}
