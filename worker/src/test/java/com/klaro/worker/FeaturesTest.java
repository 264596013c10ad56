package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailSettings;
import com.klaro.store.MutableClock;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.IdentityStarts;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.identity.People;
import com.klaro.store.members.MembersSettings;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Purge;
import com.klaro.workflows.identity.EmailChangeId;
import com.klaro.workflows.identity.NoticeId;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.tenancy.AccountId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the product's features bring, on real rows.
class FeaturesTest {

  private final IdentitySettings identity = IdentitySettings.defaults();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final TestDatabase test = TestDatabase.fresh();
  private final Store store = Store.open(settings());
  private final List<FeatureWiring> features =
      Features.atRest(
          new FeatureSettings(
              identity,
              MembersSettings.defaults(),
              PageSettings.none(),
              MailSettings.local(25),
              new Links(URI.create("http://127.0.0.1"))),
          store);

  @AfterEach
  void close() {
    store.close();
    test.close();
  }

  @Test
  void signupsGoWhenTheSettingSays() {
    SignupId _ = requested("completed");
    clock.advance(Duration.ofDays(7));
    assertThat(purge("signups").forget().getAsInt()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(purge("signups").forget().getAsInt()).isOne();
    assertThat(purge("signups").forget().getAsInt()).isZero();
  }

  /// The workflow deletes its row itself, well before.
  @Test
  void passwordResetsGoWhenTheSettingSaysAfterTheEndOfTheirLink() {
    PasswordResetId _ = reset();
    clock.advance(identity.resetLink().plus(identity.requestKept()));
    assertThat(purge("password resets").forget().getAsInt()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(purge("password resets").forget().getAsInt()).isOne();
    assertThat(purge("password resets").forget().getAsInt()).isZero();
  }

  @Test
  void soDoChangesOfAddress() {
    EmailChangeId _ = change();
    clock.advance(identity.emailChangeLink().plus(identity.requestKept()));
    assertThat(purge("changes of address").forget().getAsInt()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(purge("changes of address").forget().getAsInt()).isOne();
    assertThat(purge("changes of address").forget().getAsInt()).isZero();
  }

  @Test
  void andWhatIsLeftOfDeletedAccounts() {
    AccountId _ = deleted();
    clock.advance(identity.noticeGiveUp().plus(identity.requestKept()));
    assertThat(purge("deleted accounts").forget().getAsInt()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(purge("deleted accounts").forget().getAsInt()).isOne();
    assertThat(purge("deleted accounts").forget().getAsInt()).isZero();
  }

  /// Of all workspaces, well after the workflow would have.
  @Test
  void andInvitationsAfterTheEndOfTheirLink() {
    var members = MembersSettings.defaults();
    String _ = invited(clock.instant().plus(members.invitationLink()), "one@example.com");
    String _ = invited(clock.instant().plus(members.invitationLink()), "two@example.com");
    clock.advance(members.invitationLink().plus(members.invitationKept()));
    assertThat(purge("invitations").forget().getAsInt()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(purge("invitations").forget().getAsInt()).isEqualTo(2);
    assertThat(purge("invitations").forget().getAsInt()).isZero();
  }

  /// By itself, for nobody uses it.
  @Test
  void andSessionsAfterTheirEnd() {
    People.Person _ = new People(test, clock).signedIn("one@example.com");
    clock.advance(identity.sessions().idle().plus(identity.sessionKept()));
    assertThat(purge("sessions").forget().getAsInt()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(purge("sessions").forget().getAsInt()).isOne();
    assertThat(purge("sessions").forget().getAsInt()).isZero();
  }

  @Test
  void whatIsUnfinishedIsRestarted() {
    SignupId open = requested("open");
    SignupId _ = requested("completed");
    PasswordResetId reset = reset();
    NoticeId notice = notice();
    EmailChangeId change = change();
    AccountId deleted = deleted();
    assertThat(features.stream().flatMap(it -> it.unfinished().stream()))
        .flatExtracting(it -> it.starts())
        .containsExactlyInAnyOrder(
            IdentityStarts.signup(open, identity.signupLink()),
            IdentityStarts.passwordReset(reset, identity.resetLink()),
            IdentityStarts.emailChange(change, identity.emailChangeLink()),
            IdentityStarts.accountDeletion(deleted, identity.noticeGiveUp()),
            IdentityStarts.notice(notice, identity.noticeGiveUp()));
  }

  /// Of all workspaces, page by page.
  @Test
  void invitationsAreRestarted() {
    List<String> invited = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      invited.add(invited(clock.instant(), "owner" + i + "@example.com"));
    }
    assertThat(features.stream().flatMap(it -> it.unfinished().stream()))
        .flatExtracting(it -> it.starts())
        .extracting(WorkflowStart::workflowId)
        .containsExactlyInAnyOrderElementsOf(invited);
  }

  private Purge purge(String rows) {
    return features.stream()
        .flatMap(it -> it.purges().stream())
        .filter(it -> it.rows().equals(rows))
        .findFirst()
        .orElseThrow();
  }

  private SignupId requested(String state) {
    UUID id = UUID.randomUUID();
    try (var superuser = test.superuser()) {
      superuser.execute(
          "INSERT INTO signups (id, email_index, country, state, requested_at)"
              + " VALUES (?, 'i', 'IN', ?, ?)",
          id,
          state,
          clock.instant());
    }
    return new SignupId(id);
  }

  private PasswordResetId reset() {
    var id = new PasswordResetId(UUID.randomUUID());
    try (var superuser = test.superuser()) {
      superuser.execute(
          "INSERT INTO password_resets (id, email_index, data_key, email_encrypted, requested_at,"
              + " expires_at) VALUES (?, 'i', 'k', 'e', ?, ?)",
          id.value(),
          clock.instant(),
          clock.instant().plus(identity.resetLink()));
    }
    return id;
  }

  private EmailChangeId change() {
    var id = new EmailChangeId(UUID.randomUUID());
    UUID account = account("changes");
    try (var superuser = test.superuser()) {
      superuser.execute(
          "INSERT INTO email_changes (id, account_id, session_id, new_index, data_key,"
              + " new_email_encrypted, requested_at, expires_at) VALUES (?, ?, ?, 'i', 'k', 'e', ?,"
              + " ?)",
          id.value(),
          account,
          UUID.randomUUID(),
          clock.instant(),
          clock.instant().plus(identity.emailChangeLink()));
    }
    return id;
  }

  private AccountId deleted() {
    var id = new AccountId(UUID.randomUUID());
    try (var superuser = test.superuser()) {
      superuser.execute(
          "INSERT INTO account_deletions (account_id, data_key, email_encrypted, requested_at)"
              + " VALUES (?, 'k', 'e', ?)",
          id.value(),
          clock.instant());
    }
    return id;
  }

  /// To a workspace of its own.
  ///
  /// @return the id of its workflow
  private String invited(Instant expires, String founder) {
    var people = new People(test, clock);
    People.Person owner = people.signedIn(founder);
    UUID id = UUID.randomUUID();
    try (Handle superuser = test.superuser()) {
      superuser.execute(
          """
          INSERT INTO invitations (workspace_id, id, email_index, email_encrypted, role, invited_by, created_at, expires_at)
          VALUES (?, ?, '', '', 'agent', ?, now(), ?)
          """,
          people.workspaceOf(owner).value(),
          id,
          owner.accountId().value(),
          expires);
    }
    return "members/invitation/" + id;
  }

  private UUID account(String index) {
    UUID account = UUID.randomUUID();
    try (var superuser = test.superuser()) {
      superuser.execute(
          "INSERT INTO accounts (id, email_index, data_key, email_encrypted, full_name_encrypted,"
              + " created_at) VALUES (?, convert_to(?, 'UTF8'), 'k', 'e', 'n', ?)",
          account,
          index,
          clock.instant());
    }
    return account;
  }

  private NoticeId notice() {
    var id = new NoticeId(UUID.randomUUID());
    UUID account = account("notices");
    try (var superuser = test.superuser()) {
      superuser.execute(
          "INSERT INTO notices (id, account_id, kind, happened_at) VALUES (?, ?,"
              + " 'password-changed', ?)",
          id.value(),
          account,
          clock.instant());
    }
    return id;
  }

  private StoreSettings settings() {
    return new StoreSettings(
        "test",
        test.administrator(),
        new DatabaseSettings(4, Duration.ofSeconds(20), Duration.ofSeconds(20)),
        TemporalSettings.local(),
        test.master(),
        clock,
        Ids.timeOrdered(),
        new SecureRandom(),
        new SimpleMeterRegistry(),
        Tracing.off());
  }
}
