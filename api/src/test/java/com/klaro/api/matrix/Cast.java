package com.klaro.api.matrix;

import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.klaro.store.identity.SessionEndOutcome;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Who plays: one workspace with a member of each role, and people who have no business there but a
/// workspace of their own.
final class Cast {

  private static int people;

  private final RunningApi api;
  final Map<Role, People.Person> members = new EnumMap<>(Role.class);
  final WorkspaceId target;
  final People.Person stranger;
  final WorkspaceId strangersOwn;
  final People.Person removed;
  final WorkspaceId removedOnesOwn;
  final People.Person homeless;

  /// Asks for a second factor, which one of its owners has.
  final WorkspaceId strict;

  final People.Person armed;
  final People.Person bare;

  Cast(RunningApi api) {
    this.api = api;
    People.Person owner = someone();
    target = api.people().workspaceOf(owner);
    members.put(Role.OWNER, owner);
    for (Role role : List.of(Role.VIEWER, Role.AGENT, Role.ADMIN)) {
      People.Person member = someone();
      api.people().join(target, member, role);
      members.put(role, member);
    }
    stranger = someone();
    strangersOwn = api.people().workspaceOf(stranger);
    removed = someone();
    removedOnesOwn = api.people().workspaceOf(removed);
    api.people().join(target, removed, Role.OWNER);
    api.people().remove(target, removed);
    homeless = someone();
    armed = someone();
    bare = someone();
    strict = api.people().workspaceOf(armed);
    api.people().join(strict, bare, Role.OWNER);
    api.people().giveSecondFactor(armed);
    api.people().requireSecondFactor(strict);
  }

  People.Person someone() {
    return api.people().signedIn("cast" + people++ + "@example.com");
  }

  People.Person signedOut() {
    People.Person person = someone();
    api.people().join(target, person, Role.OWNER);
    if (api.people().sessions().end(person.actor(), person.actor().sessionId())
        != SessionEndOutcome.ENDED) {
      throw new AssertionError("The session did not end");
    }
    return person;
  }

  /// A member with the role whose session is not used for anything else.
  People.Person member(Role role) {
    People.Person person = members.get(role);
    if (person == null) {
      throw new AssertionError("Nobody plays " + role);
    }
    return person;
  }

  /// What must not be in an answer about the stranger's own workspace.
  List<String> secrets() {
    return List.of(
        target.toString(),
        member(Role.OWNER).accountId().toString(),
        member(Role.VIEWER).accountId().toString(),
        removedOnesOwn.toString());
  }
}
