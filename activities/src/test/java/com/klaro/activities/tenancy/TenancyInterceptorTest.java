package com.klaro.activities.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.People;
import com.klaro.store.temporal.TestTemporal;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WithoutWorkspace;
import com.klaro.workflows.tenancy.WorkspaceCall;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// S7-6: the real gate on a real Postgres, behind the plugin as in a worker.
class TenancyInterceptorTest {

  record Greeting(WorkspaceId workspaceId, Actor actor) implements WorkspaceCall {}

  @ActivityInterface
  public interface Greeter {
    void greet(Greeting greeting);
  }

  @ActivityInterface
  public interface Careless {
    void act(String anything);
  }

  @ActivityInterface
  @WithoutWorkspace("for the test")
  public interface Confused {
    void both(Greeting greeting);
  }

  @ActivityInterface
  @WithoutWorkspace("for the test")
  public interface Free {
    void act(String anything);
  }

  static final class GreeterImpl implements Greeter {
    final List<WorkspaceId> greeted = new ArrayList<>();

    @Override
    public void greet(Greeting greeting) {
      greeted.add(greeting.workspaceId());
    }
  }

  private final TestDatabase test = TestDatabase.fresh();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-02T09:00:00Z"));
  private final People people = new People(test, clock);
  private final People.Person owner = people.signedIn("owner@example.com");
  private final People.Person member = people.signedIn("member@example.com");
  private final WorkspaceId workspace = people.workspaceOf(owner);
  private final TenancyInterceptor interceptor = new TenancyInterceptor(people.gate());
  private final GreeterImpl greeter = new GreeterImpl();
  private final TestActivityEnvironment temporal =
      TestTemporal.activities(TestTemporal.plugin(interceptor));

  @AfterEach
  void close() {
    temporal.close();
    test.close();
  }

  @Test
  void aMemberIsAdmittedUntilRemoved() {
    people.join(workspace, member, Role.VIEWER);
    Greeter activity = registered();
    activity.greet(new Greeting(workspace, member.actor()));
    assertThat(greeter.greeted).containsExactly(workspace);

    people.remove(workspace, member);
    assertRefused(() -> activity.greet(new Greeting(workspace, member.actor())));
    assertThat(greeter.greeted).hasSize(1);
  }

  @Test
  void aStrangerAndAnUnlistedAutomationAreRefused() {
    Greeter activity = registered();
    assertRefused(() -> activity.greet(new Greeting(workspace, member.actor())));
    assertRefused(() -> activity.greet(new Greeting(workspace, new Actor.Automation("nobody"))));
    assertThat(greeter.greeted).isEmpty();
  }

  @Test
  void aStepEntersWithTheRoleItNeedsAndWithNoLess() {
    people.join(workspace, member, Role.VIEWER);
    var entrance = new StepEntrance(people.gate());
    var call = new Greeting(workspace, member.actor());
    assertThat(entrance.enter(call, Role.VIEWER, WorkspaceScope::workspaceId)).isEqualTo(workspace);
    assertThatThrownBy(() -> entrance.enter(call, Role.ADMIN, WorkspaceScope::workspaceId))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            refused -> {
              assertThat(refused.getType()).isEqualTo("TENANCY_REFUSED");
              assertThat(refused.isNonRetryable()).isTrue();
            });
  }

  @Test
  void whatAnAutomationDoesOutlivesTheSessionOfWhoAskedForIt() {
    Greeter activity = registered();
    people.sessions().end(owner.actor(), owner.actor().sessionId());
    assertRefused(() -> activity.greet(new Greeting(workspace, owner.actor())));
    activity.greet(new Greeting(workspace, new Actor.Automation("members")));
    assertThat(greeter.greeted).containsExactly(workspace);
  }

  @Test
  void inputsThatNameNoWorkspaceMustSaySoBeforeTheWorkerStarts() {
    assertThatThrownBy(() -> interceptor.declare((Careless) _ -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Careless.act must take one WorkspaceCall");
    assertThatThrownBy(() -> interceptor.declare((Confused) _ -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one of them is wrong");
    assertThatCode(() -> interceptor.declare((Free) _ -> {})).doesNotThrowAnyException();
  }

  @Test
  void whatWasNeverDeclaredDoesNotRun() {
    temporal.registerActivitiesImplementations((Careless) _ -> greeter.greeted.add(workspace));
    Careless activity = temporal.newActivityStub(Careless.class, OPTIONS);
    assertRefused(() -> activity.act("anything"));
    assertThat(greeter.greeted).isEmpty();
  }

  private static final ActivityOptions OPTIONS =
      ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build();

  private Greeter registered() {
    interceptor.declare(greeter);
    temporal.registerActivitiesImplementations(greeter);
    return temporal.newActivityStub(Greeter.class, OPTIONS);
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(ActivityFailure.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("TENANCY_REFUSED");
              assertThat(failure.isNonRetryable()).isTrue();
            });
  }
}
