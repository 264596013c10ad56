package com.klaro.store.tenancy;

import com.klaro.store.identity.EmailAddress;
import com.klaro.store.members.Invitation;
import com.klaro.store.members.InvitationMailDue;
import com.klaro.store.members.InviteOutcome;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// What is asked of the doors of invitations.
final class InvitationActs {

  private static final InvitationId NEW = new InvitationId(new UUID(7, 9));

  private final Neighbours it;
  private final Doors doors;

  private InvitationActs(Neighbours it) {
    this.it = it;
    this.doors = it.doors;
  }

  static List<Act> all(Neighbours it) {
    return new InvitationActs(it).all();
  }

  private List<Act> all() {
    return List.of(
        Act.of(
            "InvitationReader.page",
            "all of them",
            way ->
                way.as(
                    it.admin,
                    scope ->
                        doors.open.page(scope, null, 100).stream()
                            .map(InvitationActs::text)
                            .toList())),
        invite("of somebody new", "new@example.com"),
        invite("of who is invited already", Neighbours.INVITED),
        invite("of who is a member of theirs", "stranger@example.com"),
        invite("of whom they make an owner", Neighbours.THEIR_OWNER),
        Act.of(
            "InvitationIntake.refusal",
            "of whom they make an owner",
            way ->
                way.as(
                    it.admin,
                    scope ->
                        doors
                            .invitations
                            .refusal(scope, new EmailAddress(Neighbours.THEIR_OWNER), Role.AGENT)
                            .map(_ -> "refused"))),
        withdraw("of one that is in both", Neighbours.GUESTS),
        withdraw("of one of theirs", Neighbours.THEIRS),
        Act.of(
            "InvitationIntake.accept",
            "by whom it is for",
            way ->
                way.asInvited(
                    it.guest,
                    it.token.hash(),
                    scope -> doors.invitations.accept(scope, it.guest.actor(), it.token))),
        prepareMail("of one that is in both", Neighbours.OWNERS),
        prepareMail("of one of theirs", Neighbours.THEIRS),
        step("mailed", scope -> doors.mailed.mailed(scope, Neighbours.GUESTS)),
        step("forget", scope -> doors.mailed.forget(scope, Neighbours.GUESTS)),
        Act.crossing(
                "InvitationRetention.forget",
                "of one that is over here, and of another there",
                "2",
                _ -> doors.ended.forget(it.clock.instant()))
            .given(over(it.ours, Neighbours.GUESTS), over(it.theirs, Neighbours.OWNERS)));
  }

  private Act invite(String how, String address) {
    return Act.of(
        "InvitationIntake.invite",
        how,
        way ->
            way.as(
                it.admin,
                scope ->
                    doors.invitations.invite(
                                scope, it.admin.actor(), NEW, new EmailAddress(address), Role.AGENT)
                            instanceof InviteOutcome.Invited(Invitation made)
                        ? text(made)
                        : "refused"));
  }

  private Act withdraw(String how, InvitationId id) {
    return Act.of(
        "InvitationIntake.withdraw",
        how,
        way -> way.as(it.admin, scope -> doors.invitations.withdraw(scope, id)));
  }

  private Act prepareMail(String how, InvitationId id) {
    return Act.of(
        "InvitationWriter.prepareMail",
        how,
        way ->
            way.asTheProgram(scope ->
                switch (doors.mailed.prepareMail(scope, id)) {
                  case InvitationMailDue.Link due ->
                      due.address() + " by " + due.inviter() + " to " + due.workspace();
                  case InvitationMailDue.AlreadyMailed said -> said;
                  case InvitationMailDue.Nothing said -> said;
                }));
  }

  private static Act step(String door, Consumer<WorkspaceScope> step) {
    return Act.of(
        "InvitationWriter." + door,
        "one that is in both",
        way ->
            way.asTheProgram(scope -> {
              step.accept(scope);
              return "done";
            }));
  }

  private static String over(WorkspaceId workspace, InvitationId id) {
    return "UPDATE invitations SET expires_at = 'epoch' WHERE workspace_id = '%s' AND id = '%s'"
        .formatted(workspace, id);
  }

  private static String text(Invitation invitation) {
    return invitation + " " + invitation.email() + " " + invitation.role();
  }
}
