package com.klaro.store.tenancy;

import com.klaro.store.MutableClock;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.People;
import com.klaro.store.members.InvitationMailDue;
import com.klaro.store.members.InvitationToken;
import com.klaro.store.members.InviteOutcome;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Two workspaces that look alike, and from then on no policies: the same people in the same roles,
/// invitations with the same ids for the same addresses, chains of the same length. Beside that
/// each has what the other has not.
final class Neighbours implements AutoCloseable {

  static final String INVITED = "guest@example.com";
  static final InvitationId GUESTS = new InvitationId(new UUID(7, 1));
  static final InvitationId OWNERS = new InvitationId(new UUID(7, 2));

  /// There is no such one in our workspace.
  static final InvitationId THEIRS = new InvitationId(new UUID(7, 3));

  /// Whom they alone make an owner.
  static final String THEIR_OWNER = "their-owner@example.com";

  final MutableClock clock = new MutableClock(Instant.parse("2026-03-04T05:06:07Z"));
  final TestDatabase test = TestDatabase.fresh();
  final People people = new People(test, clock);
  final Doors doors = new Doors(test, people, clock);

  final People.Person owner = people.signedIn("owner@example.com");
  final People.Person admin = people.signedIn("admin@example.com");
  final People.Person viewer = people.signedIn("viewer@example.com");
  final People.Person guest = people.signedIn(INVITED);

  /// In our workspace only.
  final People.Person loner = people.signedIn("loner@example.com");

  /// In theirs only.
  final People.Person stranger = people.signedIn("stranger@example.com");

  final WorkspaceId ours = people.workspaceOf(owner);
  final WorkspaceId theirs = people.workspaceOf(owner);

  /// Of the guest's invitation.
  final InvitationToken token;

  final InvitationToken theirToken;

  private final Handle superuser = test.superuser();
  private final Shelf shelf;

  Neighbours() {
    people.giveSecondFactor(owner);
    token = furnish(ours);
    theirToken = furnish(theirs);
    people.join(ours, loner, Role.AGENT);
    people.join(theirs, stranger, Role.OWNER);
    in(theirs, admin, scope -> invite(scope, admin, THEIRS, "theirs@example.com", Role.AGENT));
    var promised = new InvitationId(new UUID(7, 4));
    in(theirs, owner, scope -> invite(scope, owner, promised, THEIR_OWNER, Role.OWNER));
    superuser.execute(
        "INSERT INTO invitation_tokens SELECT ?, token_hash, invitation_id FROM invitation_tokens"
            + " WHERE workspace_id = ?",
        theirs.value(),
        ours.value());
    shelf = new Shelf(superuser, test.administrator().database());
    Policies.off(superuser);
  }

  private InvitationToken furnish(WorkspaceId workspace) {
    people.join(workspace, admin, Role.ADMIN);
    people.join(workspace, viewer, Role.VIEWER);
    in(workspace, admin, scope -> invite(scope, admin, GUESTS, INVITED, Role.AGENT));
    in(workspace, owner, scope -> invite(scope, owner, OWNERS, "other@example.com", Role.OWNER));
    Object _ = in(workspace, owner, scope -> doors.trail.export(scope).seq());
    return in(
        workspace,
        owner,
        scope -> ((InvitationMailDue.Link) doors.mailed.prepareMail(scope, GUESTS)).token());
  }

  private InviteOutcome invite(
      WorkspaceScope scope, People.Person by, InvitationId id, String address, Role role) {
    return doors.invitations.invite(scope, by.actor(), id, new EmailAddress(address), role);
  }

  private <T> T in(WorkspaceId workspace, People.Person who, Function<WorkspaceScope, T> work) {
    return people
        .gate()
        .admit(
            who.actor(),
            workspace,
            Role.VIEWER,
            admission -> work.apply(((Admission.Admitted) admission).scope()));
  }

  /// What came of an act.
  ///
  /// @param ours,theirs rows, without what chance has encrypted
  /// @param touched whether one of theirs was written or locked
  record Outcome(String answer, List<String> ours, List<String> theirs, boolean touched) {}

  /// Does it where everything is as in the beginning.
  Outcome ask(Act act, Ear ear) {
    shelf.putBack();
    return done(act, ear);
  }

  /// The same in our workspace alone.
  Outcome askAlone(Act act) {
    shelf.putBackWithout(theirs);
    return done(act, Ear.open());
  }

  private Outcome done(Act act, Ear ear) {
    act.given().forEach(superuser::execute);
    List<String> before = shelf.tracesOf(theirs);
    Object answer = act.ask().apply(new Way(this, ear));
    return new Outcome(
        String.valueOf(answer),
        shelf.rowsOf(ours),
        shelf.rowsOf(theirs),
        !before.equals(shelf.tracesOf(theirs)));
  }

  /// What runs in the database itself, by name.
  Map<String, String> functions() {
    return superuser
        .select(
            "SELECT proname::text, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace ="
                + " 'public'::regnamespace")
        .map((rows, _) -> Map.entry(rows.getString(1), rows.getString(2)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Shelf shelf() {
    return shelf;
  }

  @Override
  public void close() {
    superuser.close();
    test.close();
  }
}
