package com.klaro.activities.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.activities.mail.Help;
import com.klaro.activities.mail.Letter;
import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.Mail;
import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.NoticeKind;
import com.klaro.store.identity.NoticeWriter;
import com.klaro.store.identity.People;
import com.klaro.workflows.identity.NoticeCommand;
import com.klaro.workflows.identity.NoticeId;
import com.klaro.workflows.tenancy.AccountId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever a mail tells, a stranger may have done it: it says what its reader can do, and to whom
/// to turn where that is not enough.
class WayOutTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final URI BASE = URI.create("https://app.example");
  private static final String OPERATORS = "to whoever runs this service";
  private static final List<Duration> UNDO = List.of(Duration.ZERO, Duration.ofDays(1));

  private static TestDatabase test;
  private static AccountId account;

  @BeforeAll
  static void open() {
    test = TestDatabase.fresh();
    account = new People(test, new MutableClock(NOW)).signedIn("owner@example.com").accountId();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  /// What a workspace does to its members is no stranger's doing, and its owners answer for it.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "MEMBERSHIP_.*")
  void everyNoticeNamesWhatHelpsAndWhoDoes(NoticeKind kind) {
    for (Duration undo : UNDO) {
      String text = oneLine(mailed(kind, new Links(BASE, Help.of("help@example.com")), undo));
      assertThat(text)
          .containsPattern("write " + OPERATORS + "[:.]")
          .contains("Write " + OPERATORS + ": help@example.com")
          .doesNotContain("!");
      // The former address has no account any more, and so no password.
      assertThat(text.contains("https://app.example/forgot-password"))
          .isEqualTo(kind != NoticeKind.EMAIL_LEFT);
    }
  }

  /// What a workspace does to its members is no stranger's doing, and its owners answer for it.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "MEMBERSHIP_.*")
  void whereNobodyIsNamedItIsSaidInWords(NoticeKind kind) {
    for (Duration undo : UNDO) {
      assertThat(oneLine(mailed(kind, new Links(BASE), undo)))
          .containsPattern("write " + OPERATORS + "[:.]")
          .doesNotContain("Write " + OPERATORS, "mailto", "@");
    }
  }

  /// A new password leaves what a stranger set up, and a passkey opens the account without it.
  @ParameterizedTest
  @EnumSource(names = {"SECOND_FACTOR_SET", "PASSKEY_ADDED"})
  void whatStaysIsSaidToStayWhereANewPasswordDoesNotRemoveIt(NoticeKind kind) {
    assertThat(oneLine(mailed(kind, new Links(BASE), Duration.ZERO)))
        .contains(" stays", "they can take all second factors off your account")
        .doesNotContain("less than");
    assertThat(oneLine(mailed(kind, new Links(BASE), Duration.ofDays(1))))
        .contains("less than 24 hours", "they can take all second factors off your account");
  }

  private static String oneLine(Letter letter) {
    return letter.text().replaceAll("\\s+", " ");
  }

  private static Letter mailed(NoticeKind kind, Links links, Duration undo) {
    List<Mail> sent = new ArrayList<>();
    var id = new NoticeId(UUID.randomUUID());
    try (var superuser = test.superuser()) {
      superuser.execute(
          "INSERT INTO notices (id, account_id, kind, happened_at) VALUES (?, ?, ?, ?)",
          id.value(),
          account.value(),
          kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          NOW);
    }
    var _ =
        new NoticeActivitiesImpl(
                new NoticeWriter(test.database(), test.master()),
                new Letterbox(sent::add),
                links,
                undo)
            .mail(new NoticeCommand(id, Duration.ofDays(1)));
    return sent.getFirst().template().letter();
  }
}
