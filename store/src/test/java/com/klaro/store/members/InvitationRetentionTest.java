package com.klaro.store.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.People;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvitationRetentionTest {

  private static final Duration LINK = Duration.ofDays(7);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Actor ITSELF = new Actor.Automation("members");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final TestDatabase test = TestDatabase.fresh();
  private final People people = new People(test, clock);
  private final InvitationRetention invitations = new InvitationRetention(test.database());
  private final InvitationWriter writer =
      new InvitationWriter(test.master(), new SecureRandom(), clock);
  private final InvitationIntake intake =
      new InvitationIntake(
          test.master(),
          new AddressIndex(new byte[32]),
          people.audit(),
          Outbox.leftToDispatcher(Ids.timeOrdered(), clock),
          LINK,
          new RecentAuthentication(Duration.ofMinutes(10), clock),
          clock);

  private final People.Person owner = people.signedIn("owner@example.com");
  private final WorkspaceId workspace = people.workspaceOf(owner);
  private final People.Person neighbour = people.signedIn("neighbour@example.com");
  private final WorkspaceId another = people.workspaceOf(neighbour);

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whatIsLongOverGoesInEveryWorkspaceAndNothingElse() {
    InvitationMailDue.Link _ = mailed(workspace, invited(workspace, owner, "mailed@example.com"));
    InvitationId _ = invited(workspace, owner, "pending@example.com");
    InvitationId _ = invited(another, neighbour, "pending@example.com");
    Map<String, Long> before = countedRows();
    clock.advance(LINK.plus(KEPT));
    assertThat(forget()).as("exactly as old as it may be").isZero();
    assertThat(countedRows()).isEqualTo(before);
    clock.advance(Duration.ofSeconds(1));
    assertThat(forget()).isEqualTo(3);
    assertThat(before).containsEntry("invitations", 3L).containsEntry("invitation_tokens", 1L);
    before.putAll(Map.of("invitations", 0L, "invitation_tokens", 0L));
    assertThat(countedRows()).isEqualTo(before);
    assertThat(forget()).isZero();
  }

  @Test
  void whatIsYoungStaysAndIsMailedAndAccepted() {
    InvitationId _ = invited(workspace, owner, "old@example.com");
    clock.advance(LINK.plus(KEPT).plusSeconds(1));
    InvitationId mailed = invited(workspace, anAdmin(), "mailed@example.com");
    InvitationToken token = mailed(workspace, mailed).token();
    InvitationId pending = invited(workspace, anAdmin(), "pending@example.com");
    assertThat(forget()).isOne();
    assertThat(left()).containsExactlyInAnyOrder(mailed, pending);
    assertThat(mailed(workspace, pending).address()).isEqualTo("pending@example.com");
    assertThat(accepted(token, people.signedIn("mailed@example.com"))).contains(Role.AGENT);
  }

  /// The workflow, where there is one, has the time to do it itself.
  @Test
  void whatIsOverIsThereUntilItsTimeHasCome() {
    InvitationId id = invited(workspace, owner, "over@example.com");
    clock.advance(LINK.plusSeconds(1));
    assertThat(forget()).isZero();
    assertThat(left()).containsExactly(id);
  }

  /// It may be alive after all, mailing late or waiting: then it goes on, and ends.
  @Test
  void aWorkflowWhoseRowIsGoneFindsNothingToDo() {
    InvitationId id = invited(workspace, owner, "late@example.com");
    InvitationToken token = mailed(workspace, id).token();
    clock.advance(LINK.plus(KEPT).plusSeconds(1));
    assertThat(forget()).isOne();
    Map<String, Long> before = countedRows();
    InvitationMailDue due = in(workspace, ITSELF, scope -> writer.prepareMail(scope, id));
    assertThat(due).isInstanceOf(InvitationMailDue.Nothing.class);
    inside(scope -> writer.mailed(scope, id));
    inside(scope -> writer.forget(scope, id));
    assertThat(countedRows()).isEqualTo(before);
    People.Person admin = anAdmin();
    MemberOutcome withdrawn = in(workspace, admin.actor(), scope -> intake.withdraw(scope, id));
    assertThat(withdrawn).isEqualTo(MemberOutcome.NOT_FOUND);
    assertThat(accepted(token, people.signedIn("late@example.com"))).isEmpty();
    assertThat(left()).isEmpty();
    InvitationId anew = invited(workspace, admin, "late@example.com");
    assertThat(left()).containsExactly(anew);
  }

  /// The gate lets nobody in who would delete it there.
  @Test
  void thoseOfAClosedWorkspaceGoToo() {
    InvitationId _ = invited(workspace, owner, "closed@example.com");
    try (Handle superuser = test.superuser()) {
      superuser.execute(
          "UPDATE workspaces SET closed_at = ? WHERE id = ?", clock.instant(), workspace.value());
    }
    clock.advance(LINK.plus(KEPT).plusSeconds(1));
    assertThat(forget()).isOne();
    assertThat(left()).isEmpty();
  }

  /// Whoever has the connection of the purge gets rid of no invitation that somebody waits for.
  @Test
  void whatStillWorksIsOutOfReachWhateverIsAsked() {
    try (Handle superuser = test.superuser()) {
      insert(superuser, workspace, owner, 1, "now() + interval '1 minute'");
      insert(superuser, another, neighbour, 1, "now() + interval '1 minute'");
      insert(superuser, another, neighbour, 2, "now() - interval '1 minute'");
      // Of two in one workspace, the one that is over.
      assertThat(invitations.forget(Instant.parse("2999-01-01T00:00:00Z"))).isOne();
      assertThat(left()).containsExactlyInAnyOrder(id(workspace, 1), id(another, 1));
      assertThat(oneBatch("NULL", 10)).isZero();
    }
  }

  @Test
  void aBacklogGoesWholeAndInBatches() {
    try (Handle superuser = test.superuser()) {
      for (int i = 0; i < 700; i++) {
        insert(superuser, workspace, owner, i, "'2026-03-01T09:00:00Z'");
        insert(superuser, another, neighbour, i, "'2026-03-01T09:00:00Z'");
      }
    }
    assertThat(oneBatch("'2026-03-01T10:00:00Z'", 3)).isEqualTo(3);
    assertThat(left()).hasSize(1397);
    assertThat(oneBatch("'2026-03-01T10:00:00Z'", 800)).as("of both").isEqualTo(800);
    assertThat(left()).hasSize(597);
    assertThat(invitations.forget(clock.instant())).isEqualTo(597);
    assertThat(left()).isEmpty();
  }

  /// Whoever closes the workspace or deletes an account meanwhile takes rows in another order.
  @Test
  void whatSomebodyHoldsIsLeftToTheNextTime() {
    InvitationId held = invited(workspace, owner, "held@example.com");
    InvitationId _ = invited(workspace, owner, "free@example.com");
    clock.advance(LINK.plus(KEPT).plusSeconds(1));
    try (Handle superuser = test.superuser()) {
      superuser.begin();
      superuser.execute("SELECT 1 FROM invitations WHERE id = ? FOR UPDATE", held.value());
      assertThat(forget()).isOne();
      superuser.rollback();
    }
    assertThat(left()).containsExactly(held);
    assertThat(forget()).isOne();
  }

  private int forget() {
    return invitations.forget(clock.instant().minus(KEPT));
  }

  private int oneBatch(String before, int most) {
    return test.database()
        .transaction(
            DatabaseRole.PLATFORM,
            it -> {
              int forgotten =
                  it.handle()
                      .select("SELECT forget_invitations(%s, %d)".formatted(before, most))
                      .mapTo(Integer.class)
                      .one();
              assertThat(
                      it.handle()
                          .select(
                              "SELECT current_setting('klaro.workspace_id', true) ||"
                                  + " current_setting('klaro.walk', true)")
                          .mapTo(String.class)
                          .one())
                  .as("what the transaction is inside of afterwards")
                  .isEmpty();
              return forgotten;
            });
  }

  private InvitationId invited(WorkspaceId where, People.Person by, String address) {
    var id = new InvitationId(Ids.timeOrdered().next());
    InviteOutcome made =
        in(
            where,
            by.actor(),
            scope -> intake.invite(scope, by.actor(), id, new EmailAddress(address), Role.AGENT));
    assertThat(made).isInstanceOf(InviteOutcome.Invited.class);
    return id;
  }

  private InvitationMailDue.Link mailed(WorkspaceId where, InvitationId id) {
    return in(
        where,
        ITSELF,
        scope -> {
          var due = (InvitationMailDue.Link) writer.prepareMail(scope, id);
          writer.mailed(scope, id);
          return due;
        });
  }

  private Optional<Role> accepted(InvitationToken token, People.Person guest) {
    return people
        .gate()
        .invited(
            guest.actor(),
            token.workspaceId(),
            token.hash(),
            People.MOST_WORKSPACES,
            admission ->
                switch (admission) {
                  case Admission.Admitted(WorkspaceScope scope) ->
                      intake.accept(scope, guest.actor(), token);
                  case Admission.Refused _ -> Optional.empty();
                });
  }

  /// The owner's session does not outlive an invitation.
  private People.Person anAdmin() {
    People.Person admin = people.signedIn(UUID.randomUUID() + "@example.com");
    people.join(workspace, admin, Role.ADMIN);
    return admin;
  }

  private void inside(Consumer<WorkspaceScope> step) {
    boolean _ =
        in(
            workspace,
            ITSELF,
            scope -> {
              step.accept(scope);
              return true;
            });
  }

  private <T> T in(WorkspaceId where, Actor who, Function<WorkspaceScope, T> work) {
    return people
        .gate()
        .admit(
            who,
            where,
            Role.ADMIN,
            admission -> work.apply(((Admission.Admitted) admission).scope()));
  }

  private static void insert(
      Handle superuser, WorkspaceId where, People.Person by, int number, String expires) {
    superuser.execute(
        """
        INSERT INTO invitations (workspace_id, id, email_index, email_encrypted, role, invited_by, created_at, expires_at)
        VALUES (?, ?, decode(lpad(to_hex(%d), 8, '0'), 'hex'), '', 'agent', ?, now(), %s)
        """
            .formatted(number, expires),
        where.value(),
        id(where, number).value(),
        by.accountId().value());
  }

  private static InvitationId id(WorkspaceId where, int number) {
    return new InvitationId(new UUID(where.value().getLeastSignificantBits(), number));
  }

  private List<InvitationId> left() {
    try (Handle superuser = test.superuser()) {
      return superuser.select("SELECT id FROM invitations").mapTo(InvitationId.class).list();
    }
  }

  /// Of each table there is.
  private Map<String, Long> countedRows() {
    try (Handle superuser = test.superuser()) {
      return superuser
          .select(
              "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                  + " 'public'::regnamespace")
          .mapTo(String.class)
          .list()
          .stream()
          .collect(
              Collectors.toMap(
                  table -> table,
                  table ->
                      superuser.select("SELECT count(*) FROM " + table).mapTo(Long.class).one()));
    }
  }
}
