package com.klaro.store.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.People;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkspaceKeyTest {

  private static final String FIELD = "contacts.number";

  /// What a second look at the column would bring, and could not be unwrapped.
  private static final byte[] NOT_READ = {};

  private final MutableClock clock = new MutableClock(Instant.now());
  private final TestDatabase test = TestDatabase.fresh();
  private final People people = new People(test, clock);
  private final People.Person owner = people.signedIn("owner@example.com");
  private final WorkspaceId workspace = people.workspaceOf(owner);
  private final WorkspaceKey keys = new WorkspaceKey(test.master());

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void whatOneTransactionEncryptsAnotherReads() {
    byte[] encrypted = in(workspace, scope -> keys.of(scope).encrypt("+49 30 1", FIELD));
    String read = in(workspace, scope -> keys.of(scope).decrypt(encrypted, FIELD));

    assertThat(read).isEqualTo("+49 30 1");
  }

  @Test
  void theKeyOfAnotherWorkspaceDoesNotOpenIt() {
    byte[] encrypted = in(workspace, scope -> keys.of(scope).encrypt("+49 30 1", FIELD));
    WorkspaceId other = people.workspaceOf(owner);

    assertThatThrownBy(() -> in(other, scope -> keys.of(scope).decrypt(encrypted, FIELD)))
        .isInstanceOf(MasterKey.WrongKey.class);
  }

  @Test
  void doorsThatWereNotBuiltTogetherShareOneKeyPerTransaction() {
    DataKey first =
        in(
            workspace,
            scope -> {
              DataKey key = keys.of(scope);
              assertThat(new WorkspaceKey(test.master()).of(scope)).isSameAs(key);
              return key;
            });

    DataKey next = in(workspace, keys::of);
    assertThat(next).isNotSameAs(first);
  }

  @Test
  void readerAndIntakeUnwrapForWhoeverComesAfter() {
    var reader = new WorkspaceReader(test.master());
    var intake =
        new WorkspaceIntake(
            test.master(),
            people.audit(),
            new RecentAuthentication(SessionPolicy.defaults().recentAuthentication(), clock),
            _ -> {},
            new SecureRandom(),
            clock);

    DataKey afterRename =
        in(
            workspace,
            scope -> {
              intake.rename(scope, new WorkspaceName("Renamed"));
              return keys.of(scope, NOT_READ);
            });
    assertThat(afterRename).isNotNull();
    DataKey afterRead =
        in(
            workspace,
            scope -> {
              assertThat(reader.get(scope).name()).isEqualTo("Renamed");
              return keys.of(scope, NOT_READ);
            });
    assertThat(afterRead).isNotNull();
  }

  private <T> T in(WorkspaceId id, Function<WorkspaceScope, T> work) {
    return people
        .gate()
        .admit(
            owner.actor(),
            id,
            Role.VIEWER,
            admission -> work.apply(((Admission.Admitted) admission).scope()));
  }
}
