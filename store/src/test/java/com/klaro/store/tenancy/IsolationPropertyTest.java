package com.klaro.store.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.People;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.members.Member;
import com.klaro.store.members.MemberReader;
import com.klaro.store.workspaces.Workspace;
import com.klaro.store.workspaces.WorkspaceIntake;
import com.klaro.store.workspaces.WorkspaceName;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// S7-4: twenty tenants do what comes to their minds, in their own workspaces and in those of
/// others. A map in memory knows what each may see; whatever the database says otherwise is a read
/// or a write across the line.
@Tag("full-length")
class IsolationPropertyTest {

  private static final int TENANTS = 20;

  /// A sample; `./klaro test-full` takes 100 000.
  private static final int ACTS = Integer.getInteger("klaro.tests.acts", 3_000);

  private static final long SEED = 20_260_101;
  private static final List<Role> ROLES = List.of(Role.values());

  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final Random random = new Random(SEED);
  private final List<People.Person> people = new ArrayList<>();
  private final Map<WorkspaceId, Expected> model = new HashMap<>();

  private static final class Expected {
    private String name = "A workspace";
    private final Map<AccountId, Role> roles = new HashMap<>();
  }

  @Test
  void whatAnyoneSeesIsTheirs() {
    var patient = new DatabaseSettings(2, Duration.ofSeconds(30), Duration.ofSeconds(30));
    try (TestDatabase test = TestDatabase.fresh(patient);
        Handle superuser = test.superuser()) {
      var made = new People(test, clock);
      for (int i = 0; i < TENANTS; i++) {
        People.Person person = made.signedIn("tenant" + i + "@example.com");
        people.add(person);
        var expected = new Expected();
        expected.roles.put(person.accountId(), Role.OWNER);
        model.put(made.workspaceOf(person), expected);
      }
      var acts = new Acts(test, made, superuser);
      List<WorkspaceId> workspaces = List.copyOf(model.keySet());
      for (int i = 0; i < ACTS; i++) {
        People.Person person = people.get(random.nextInt(TENANTS));
        WorkspaceId workspace = workspaces.get(random.nextInt(TENANTS));
        acts.one(person, workspace, "act " + i + " of seed " + SEED);
      }
      workspaces.forEach(acts::matches);
    }
  }

  private final class Acts {

    private final Handle superuser;
    private final TenancyGate gate;
    private final WorkspaceIntake intake;
    private final WorkspaceReader workspaces;
    private final MemberReader members;

    Acts(TestDatabase test, People made, Handle superuser) {
      this.superuser = superuser;
      gate = made.gate();
      intake =
          new WorkspaceIntake(
              test.master(),
              made.audit(),
              new RecentAuthentication(SessionPolicy.defaults().recentAuthentication(), clock),
              _ -> {},
              new SecureRandom(),
              clock);
      workspaces = new WorkspaceReader(test.master());
      members = new MemberReader(test.master());
    }

    void one(People.Person person, WorkspaceId workspace, String which) {
      Expected expected = expected(workspace);
      Role role = expected.roles.get(person.accountId());
      switch (random.nextInt(10)) {
        case 0 -> {
          if (role == null) {
            Role given = ROLES.get(random.nextInt(ROLES.size()));
            People.join(superuser, workspace, person, given);
            expected.roles.put(person.accountId(), given);
          }
        }
        case 1 -> {
          if (role != null && role != Role.OWNER) {
            People.remove(superuser, workspace, person);
            expected.roles.remove(person.accountId());
          }
        }
        case 2, 3, 4 -> rename(person, workspace, role, which);
        case 5 -> list(person, which);
        default -> read(person, workspace, role, which);
      }
    }

    private void list(People.Person person, String which) {
      List<WorkspaceId> theirs =
          model.keySet().stream()
              .filter(it -> expected(it).roles.containsKey(person.accountId()))
              .toList();
      assertThat(
              gate.signedIn(
                      person.actor(), transaction -> workspaces.of(transaction, person.accountId()))
                  .orElseThrow())
          .as(which)
          .extracting(Workspace::id)
          .containsExactlyInAnyOrderElementsOf(theirs);
    }

    private void rename(
        People.Person person, WorkspaceId workspace, @Nullable Role role, String which) {
      String name = "N" + random.nextInt();
      boolean done =
          gate.admit(
              person.actor(),
              workspace,
              Role.ADMIN,
              admission ->
                  switch (admission) {
                    case Admission.Admitted(WorkspaceScope scope) -> {
                      intake.rename(scope, new WorkspaceName(name));
                      yield true;
                    }
                    case Admission.Refused _ -> false;
                  });
      assertThat(done).as(which).isEqualTo(role != null && role.atLeast(Role.ADMIN));
      if (done) {
        expected(workspace).name = name;
      }
    }

    private void read(
        People.Person person, WorkspaceId workspace, @Nullable Role role, String which) {
      String seen =
          gate.admit(
              person.actor(),
              workspace,
              Role.VIEWER,
              admission ->
                  switch (admission) {
                    case Admission.Admitted(WorkspaceScope scope) -> seen(scope);
                    case Admission.Refused(Admission.Refusal why) -> why.name();
                  });
      assertThat(seen).as(which).isEqualTo(role == null ? "NOT_A_MEMBER" : written(workspace));
    }

    private String seen(WorkspaceScope scope) {
      List<String> ids =
          members.page(scope, null, TENANTS + 1).stream()
              .map(Member::accountId)
              .map(AccountId::toString)
              .sorted()
              .toList();
      return workspaces.get(scope).name() + " " + ids;
    }

    void matches(WorkspaceId workspace) {
      for (People.Person person : people) {
        read(person, workspace, expected(workspace).roles.get(person.accountId()), "at the end");
      }
    }
  }

  private String written(WorkspaceId workspace) {
    Expected expected = expected(workspace);
    return expected.name
        + " "
        + expected.roles.keySet().stream().map(AccountId::toString).sorted().toList();
  }

  private Expected expected(WorkspaceId workspace) {
    return Objects.requireNonNull(model.get(workspace));
  }
}
