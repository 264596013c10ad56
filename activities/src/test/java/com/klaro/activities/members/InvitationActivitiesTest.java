package com.klaro.activities.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.Mail;
import com.klaro.activities.mail.MailRefused;
import com.klaro.activities.mail.MailUndelivered;
import com.klaro.activities.mail.Mailer;
import com.klaro.activities.tenancy.StepEntrance;
import com.klaro.store.MutableClock;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.People;
import com.klaro.store.members.InvitationIntake;
import com.klaro.store.members.InvitationToken;
import com.klaro.store.members.InvitationWriter;
import com.klaro.store.members.InviteOutcome;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.members.InvitationCall;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.members.InvitationMail;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvitationActivitiesTest {

  private static final Actor ITSELF = new Actor.Automation("members");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-04T05:06:07Z"));
  private final TestDatabase test = TestDatabase.fresh();
  private final People people = new People(test, clock);
  private final People.Person owner = people.signedIn("owner@example.com");
  private final WorkspaceId workspace = people.workspaceOf(owner);
  private final List<Mail> sent = new ArrayList<>();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void theInvitedGetALinkThatNamesWhoAsksAndForWhat() {
    InvitationCall call = invited();
    assertThat(activities(sent::add).mail(call)).isEqualTo(InvitationMail.LINK_SENT);
    Mail mail = sent.getFirst();
    assertThat(mail.to().text()).isEqualTo("ravi@example.com");
    String text = mail.template().letter().text();
    assertThat(text)
        .contains("Someone invites you to the workspace “A workspace”")
        .contains("https://app.example/accept-invitation#token=kli_");
    String token = text.replaceAll("(?s).*#token=(\\S+).*", "$1");
    assertThat(InvitationToken.parse(token).orElseThrow().workspaceId()).isEqualTo(workspace);
    assertThat(mail.template()).asString().doesNotContain("kli_");
  }

  /// Nobody looks up whether they have an account, so everybody is told.
  @Test
  void theInvitedLearnWhereToSignUpFirst() {
    String elsewhere = "https://front.example/sign-up";
    People.Person known = people.signedIn("known@example.com");
    assertThat(known).isNotNull();
    for (String address : List.of("ravi@example.com", "known@example.com")) {
      activities(sent::add, URI.create(elsewhere)).mail(invited(address));
      assertThat(sent.getLast().to().text()).isEqualTo(address);
      assertThat(withoutToken(sent.getLast()))
          .contains("No account yet with this address? Sign up first", elsewhere)
          .isEqualTo(withoutToken(sent.getFirst()));
    }
    activities(sent::add).mail(invited());
    assertThat(withoutToken(sent.getLast()))
        .contains("No account yet with this address? Sign up first")
        .doesNotContain(elsewhere);
  }

  @Test
  void aRepeatAfterALostReplySendsOnceMoreAndAfterARecordedOneNothing() {
    InvitationCall call = invited();
    assertThatThrownBy(() ->
            activities(
                    mail -> {
                      sent.add(mail);
                      throw new MailUndelivered("lost", null);
                    })
                .mail(call))
        .isInstanceOf(MailUndelivered.class);
    assertThat(activities(sent::add).mail(call)).isEqualTo(InvitationMail.LINK_SENT);
    assertThat(activities(sent::add).mail(call)).isEqualTo(InvitationMail.LINK_SENT);
    assertThat(sent).hasSize(2);
    assertThat(sent).extracting(Mail::messageKey).containsOnly(sent.getFirst().messageKey());
  }

  @Test
  void aRefusedAddressIsNotTriedAgain() {
    assertThatThrownBy(() ->
            activities(
                    _ -> {
                      throw new MailRefused("no such mailbox");
                    })
                .mail(invited()))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("MAIL_REFUSED");
              assertThat(failure.isNonRetryable()).isTrue();
            });
  }

  @Test
  void whatIsForgottenOrOverIsNotMailed() {
    InvitationCall forgotten = invited();
    activities(sent::add).forget(forgotten);
    activities(sent::add).forget(forgotten);
    assertThat(activities(sent::add).mail(forgotten)).isEqualTo(InvitationMail.NOT_NEEDED);
    InvitationCall over = invited();
    clock.advance(Duration.ofDays(7));
    assertThat(activities(sent::add).mail(over)).isEqualTo(InvitationMail.NOT_NEEDED);
    assertThat(sent).isEmpty();
  }

  /// The rows of another workspace are not there, whatever id the call names.
  @Test
  void anInvitationIsOfItsWorkspaceOnly() {
    InvitationCall call = invited();
    WorkspaceId other = people.workspaceOf(people.signedIn("other@example.com"));
    assertThat(activities(sent::add).mail(new InvitationCall(other, ITSELF, call.invitationId())))
        .isEqualTo(InvitationMail.NOT_NEEDED);
    assertThatThrownBy(() ->
            activities(sent::add)
                .mail(
                    new InvitationCall(
                        workspace, new Actor.Automation("somebody"), call.invitationId())))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            refused -> assertThat(refused.getType()).isEqualTo("TENANCY_REFUSED"));
    assertThat(sent).isEmpty();
  }

  private static String withoutToken(Mail mail) {
    return mail.template().letter().text().replaceAll("kli_\\S+", "kli_…");
  }

  private InvitationCall invited() {
    return invited("ravi@example.com");
  }

  private InvitationCall invited(String address) {
    var id = new InvitationId(Ids.timeOrdered().next());
    var intake =
        new InvitationIntake(
            test.master(),
            new AddressIndex(new byte[32]),
            people.audit(),
            Outbox.leftToDispatcher(Ids.timeOrdered(), clock),
            Duration.ofDays(7),
            new RecentAuthentication(Duration.ofMinutes(10), clock),
            clock);
    InviteOutcome made =
        people
            .gate()
            .admit(
                owner.actor(),
                workspace,
                Role.ADMIN,
                admission ->
                    intake.invite(
                        ((Admission.Admitted) admission).scope(),
                        owner.actor(),
                        id,
                        new EmailAddress(address),
                        Role.AGENT));
    assertThat(made).isInstanceOf(InviteOutcome.Invited.class);
    return new InvitationCall(workspace, ITSELF, id);
  }

  private InvitationActivitiesImpl activities(Mailer mailer) {
    return activities(mailer, null);
  }

  private InvitationActivitiesImpl activities(Mailer mailer, @Nullable URI signUp) {
    return new InvitationActivitiesImpl(
        new StepEntrance(people.gate()),
        new InvitationWriter(test.master(), new SecureRandom(), clock),
        new Letterbox(mailer),
        new Links(URI.create("https://app.example")),
        signUp);
  }
}
