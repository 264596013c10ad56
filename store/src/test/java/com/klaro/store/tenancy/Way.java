package com.klaro.store.tenancy;

import com.klaro.store.database.DatabaseRole;
import com.klaro.store.identity.People;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The ways into our workspace. Whoever is let in works where an ear hears what is asked of
/// Postgres; who is not gets the reason for an answer.
record Way(Neighbours neighbours, Ear ear) {

  Object as(People.Person who, Function<WorkspaceScope, Object> work) {
    return gate().admit(who.actor(), neighbours.ours, Role.VIEWER, heard(work));
  }

  Object asTheProgram(Function<WorkspaceScope, Object> work) {
    return gate().admit(new Actor.Automation("members"), neighbours.ours, Role.ADMIN, heard(work));
  }

  Object asFounder(People.Person who, WorkspaceId id, Function<WorkspaceScope, Object> work) {
    return gate().found(who.actor(), id, People.MOST_WORKSPACES, heard(work));
  }

  Object asInvited(People.Person who, byte[] tokenHash, Function<WorkspaceScope, Object> work) {
    return gate()
        .invited(who.actor(), neighbours.ours, tokenHash, People.MOST_WORKSPACES, heard(work));
  }

  /// As SQL of the tenant role, inside of our workspace.
  Object past(Function<Handle, Object> work) {
    return neighbours
        .test
        .database()
        .transaction(
            DatabaseRole.TENANT,
            transaction -> {
              Handle handle = transaction.handle();
              ear.on(handle);
              GateSql.enter(handle, neighbours.ours);
              return work.apply(handle);
            });
  }

  private TenancyGate gate() {
    return neighbours.people.gate();
  }

  private Function<Admission, Object> heard(Function<WorkspaceScope, Object> work) {
    return admission ->
        switch (admission) {
          case Admission.Admitted(WorkspaceScope scope) -> {
            ear.on(scope.handle());
            yield work.apply(scope);
          }
          case Admission.Refused(Admission.Refusal why) -> why;
        };
  }
}
