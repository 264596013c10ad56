package com.klaro.store.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.process.Patience;
import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.People;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenancyGateTest {

  private static int people;

  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final TestDatabase test = TestDatabase.fresh();
  private final People peopleOf = new People(test, clock);
  private People.Person owner = anybody();
  private WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());

  @BeforeAll
  void makeWorkspace() {
    owner = anybody();
    workspace = peopleOf.workspaceOf(owner);
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void aMemberIsAdmittedUpToTheirRole() {
    People.Person agent = anybody();
    peopleOf.join(workspace, agent, Role.AGENT);
    assertThat(verdict(agent.actor(), workspace, Role.VIEWER)).isEqualTo("admitted agent");
    assertThat(verdict(agent.actor(), workspace, Role.AGENT)).isEqualTo("admitted agent");
    assertThat(verdict(agent.actor(), workspace, Role.ADMIN)).isEqualTo("ROLE_TOO_LOW");
    People.Person founder = anybody();
    assertThat(verdict(founder.actor(), peopleOf.workspaceOf(founder), Role.OWNER))
        .isEqualTo("admitted owner");
  }

  @Test
  void foreignAndUnknownAreTheSameRefusal() {
    People.Person stranger = anybody();
    assertThat(verdict(stranger.actor(), workspace, Role.VIEWER)).isEqualTo("NOT_A_MEMBER");
    assertThat(verdict(stranger.actor(), new WorkspaceId(UUID.randomUUID()), Role.VIEWER))
        .isEqualTo("NOT_A_MEMBER");
  }

  @Test
  void aMemberWithoutTheSecondFactorThatIsAskedForIsKeptOut() {
    People.Person bare = anybody();
    People.Person stranger = anybody();
    WorkspaceId strict = peopleOf.workspaceOf(bare);
    peopleOf.requireSecondFactor(strict);
    assertThat(verdict(bare.actor(), strict, Role.VIEWER)).isEqualTo("SECOND_FACTOR_MISSING");
    assertThat(verdict(stranger.actor(), strict, Role.VIEWER)).isEqualTo("NOT_A_MEMBER");
    assertThat(verdict(bare.actor(), peopleOf.workspaceOf(bare), Role.OWNER))
        .isEqualTo("admitted owner");
    People.Person later = anybody();
    peopleOf.join(strict, later, Role.VIEWER);
    assertThat(verdict(later.actor(), strict, Role.VIEWER)).isEqualTo("SECOND_FACTOR_MISSING");
    peopleOf.giveSecondFactor(bare);
    peopleOf.giveSecondFactor(stranger);
    assertThat(verdict(bare.actor(), strict, Role.OWNER)).isEqualTo("admitted owner");
    assertThat(verdict(stranger.actor(), strict, Role.VIEWER)).isEqualTo("NOT_A_MEMBER");
    peopleOf.sessions().end(bare.actor(), bare.actor().sessionId());
    assertThat(verdict(bare.actor(), strict, Role.VIEWER)).isEqualTo("SESSION_ENDED");
  }

  @Test
  void aRemovedMemberIsRefusedByTheNextQuestion() {
    People.Person member = anybody();
    peopleOf.join(workspace, member, Role.ADMIN);
    assertThat(verdict(member.actor(), workspace, Role.ADMIN)).isEqualTo("admitted admin");
    peopleOf.remove(workspace, member);
    assertThat(verdict(member.actor(), workspace, Role.VIEWER)).isEqualTo("NOT_A_MEMBER");
  }

  @Test
  void anEndedAnIdleAndAForeignSessionAreAllOver() {
    People.Person member = anybody();
    peopleOf.join(workspace, member, Role.VIEWER);
    var borrowed = new Actor.Member(member.accountId(), owner.actor().sessionId());
    assertThat(verdict(borrowed, workspace, Role.VIEWER)).isEqualTo("SESSION_ENDED");
    peopleOf.sessions().end(member.actor(), member.actor().sessionId());
    assertThat(verdict(member.actor(), workspace, Role.VIEWER)).isEqualTo("SESSION_ENDED");
  }

  @Test
  void useKeepsASessionAliveUntilItsAbsoluteEnd() {
    People.Person member = anybody();
    peopleOf.join(workspace, member, Role.VIEWER);
    for (int i = 0; i < 35; i++) {
      clock.advance(Duration.ofMinutes(20));
      assertThat(verdict(member.actor(), workspace, Role.VIEWER)).isEqualTo("admitted viewer");
    }
    clock.advance(Duration.ofMinutes(20));
    assertThat(verdict(member.actor(), workspace, Role.VIEWER)).isEqualTo("SESSION_ENDED");

    People.Person idle = anybody();
    peopleOf.join(workspace, idle, Role.VIEWER);
    clock.advance(Duration.ofMinutes(30));
    assertThat(verdict(idle.actor(), workspace, Role.VIEWER)).isEqualTo("SESSION_ENDED");
  }

  @Test
  void whoHadToWaitSetsNothingBack() throws Exception {
    People.Person member = anybody();
    peopleOf.join(workspace, member, Role.VIEWER);
    clock.advance(Duration.ofMinutes(2));
    Instant later = clock.instant().plus(Duration.ofMinutes(2));
    UUID session = member.actor().sessionId().value();
    try (Handle other = test.superuser();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.begin();
      other.execute("UPDATE sessions SET last_seen_at = ? WHERE id = ?", later, session);
      other.execute("LOCK TABLE sessions IN SHARE MODE");
      var waiting = threads.submit(() -> verdict(member.actor(), workspace, Role.VIEWER));
      assertThat(Patience.await(Duration.ofSeconds(20), () -> isWaitedFor(other))).isTrue();
      other.commit();
      assertThat(waiting.get()).isEqualTo("admitted viewer");
      assertThat(
              other
                  .select("SELECT last_seen_at FROM sessions WHERE id = ?", session)
                  .mapTo(Instant.class)
                  .one())
          .isEqualTo(later);
    }
  }

  private static boolean isWaitedFor(Handle superuser) {
    return superuser
        .select(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND relation ="
                + " 'sessions'::regclass)")
        .mapTo(Boolean.class)
        .one();
  }

  @Test
  void whoFoundsAWorkspaceIsSignedInAndMeetsNobodyElses() {
    People.Person founder = anybody();
    assertThat(founding(founder.actor(), new WorkspaceId(UUID.randomUUID())))
        .isEqualTo("admitted owner");
    assertThat(founding(founder.actor(), peopleOf.workspaceOf(founder)))
        .as("a repeat")
        .isEqualTo("admitted owner");
    assertThat(founding(founder.actor(), workspace)).isEqualTo("NOT_A_MEMBER");
    peopleOf.join(workspace, founder, Role.ADMIN);
    assertThat(founding(founder.actor(), workspace)).isEqualTo("ROLE_TOO_LOW");
    peopleOf.sessions().end(founder.actor(), founder.actor().sessionId());
    assertThat(founding(founder.actor(), new WorkspaceId(UUID.randomUUID())))
        .isEqualTo("SESSION_ENDED");
  }

  @Test
  void ofManyWhoFoundAtOnceWithOneAccountAsManyAreAdmittedAsThereIsRoomFor() throws Exception {
    People.Person founder = anybody();
    WorkspaceId first = peopleOf.workspaceOf(founder);
    var verdicts = new ArrayList<Future<String>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        verdicts.add(threads.submit(() -> peopleOf.founded(founder, 4)));
      }
    }
    assertThat(verdicts.stream().map(Future::resultNow))
        .containsOnly("made", "TOO_MANY_WORKSPACES")
        .filteredOn("made"::equals)
        .hasSize(3);
    assertThat(peopleOf.gate().found(founder.actor(), first, 4, TenancyGateTest::said))
        .as("a repeat")
        .isEqualTo("admitted owner");
    assertThat(peopleOf.founded(anybody(), 4)).as("of another account").isEqualTo("made");
    peopleOf.sessions().end(founder.actor(), founder.actor().sessionId());
    assertThat(peopleOf.founded(founder, 4)).isEqualTo("SESSION_ENDED");
  }

  @Test
  void aClosedWorkspaceAdmitsNobodyAndIsNotFoundedAgain() {
    People.Person founder = anybody();
    WorkspaceId closed = peopleOf.workspaceOf(founder);
    var members = new Actor.Automation("members");
    assertThat(verdict(members, closed, Role.VIEWER)).isEqualTo("admitted admin");
    try (Handle superuser = test.superuser()) {
      superuser.execute("UPDATE workspaces SET closed_at = now() WHERE id = ?", closed.value());
      superuser.execute("DELETE FROM memberships WHERE workspace_id = ?", closed.value());
    }
    assertThat(verdict(founder.actor(), closed, Role.VIEWER)).isEqualTo("NOT_A_MEMBER");
    assertThat(verdict(members, closed, Role.VIEWER)).isEqualTo("NOT_A_MEMBER");
    assertThat(founding(founder.actor(), closed)).isEqualTo("NOT_A_MEMBER");
  }

  private String founding(Actor.Member founder, WorkspaceId id) {
    return peopleOf.gate().found(founder, id, People.MOST_WORKSPACES, TenancyGateTest::said);
  }

  @Test
  void aScopeDiesWithItsTransaction() {
    People.Person someone = anybody();
    WorkspaceId own = peopleOf.workspaceOf(someone);
    WorkspaceScope kept =
        peopleOf
            .gate()
            .admit(
                someone.actor(),
                own,
                Role.VIEWER,
                admission ->
                    switch (admission) {
                      case Admission.Admitted(WorkspaceScope scope) -> scope;
                      case Admission.Refused refused -> throw new AssertionError(refused);
                    });
    assertThatThrownBy(kept::handle).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anAutomationMayOnlyWhatItsListSays() {
    assertThat(verdict(new Actor.Automation("members"), workspace, Role.ADMIN))
        .isEqualTo("admitted admin");
    assertThat(verdict(new Actor.Automation("members"), workspace, Role.OWNER))
        .isEqualTo("ROLE_TOO_LOW");
    assertThat(
            verdict(
                new Actor.Automation("members"), new WorkspaceId(UUID.randomUUID()), Role.VIEWER))
        .isEqualTo("NOT_A_MEMBER");
    assertThat(verdict(new Actor.Automation("anything"), workspace, Role.VIEWER))
        .isEqualTo("NOT_A_MEMBER");
    assertThat(verdict(new Actor.Staff(owner.accountId(), "g"), workspace, Role.VIEWER))
        .isEqualTo("NOT_A_MEMBER");
  }

  private People.Person anybody() {
    return peopleOf.signedIn("person" + people++ + "@example.com");
  }

  private String verdict(Actor actor, WorkspaceId id, Role need) {
    return peopleOf.gate().admit(actor, id, need, TenancyGateTest::said);
  }

  private static String said(Admission admission) {
    return switch (admission) {
      case Admission.Admitted(WorkspaceScope scope) -> "admitted " + scope.role().word();
      case Admission.Refused(Admission.Refusal why) -> why.name();
    };
  }
}
