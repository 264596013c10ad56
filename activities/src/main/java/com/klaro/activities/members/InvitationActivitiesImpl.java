package com.klaro.activities.members;

import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.activities.tenancy.StepEntrance;
import com.klaro.store.members.InvitationMailDue;
import com.klaro.store.members.InvitationWriter;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.members.InvitationActivities;
import com.klaro.workflows.members.InvitationCall;
import com.klaro.workflows.members.InvitationMail;
import com.klaro.workflows.members.MembersQueue;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Prepares, sends, records, in this order: a crash in between sends at most one mail more, and
/// never leaves an invitation without one.
public final class InvitationActivitiesImpl implements InvitationActivities {

  private final StepEntrance entrance;
  private final InvitationWriter invitations;
  private final Letterbox letterbox;
  private final Links links;
  private final @Nullable URI signUp;

  /// @param signUp where a front end signs people up; null where there is none
  public InvitationActivitiesImpl(
      StepEntrance entrance,
      InvitationWriter invitations,
      Letterbox letterbox,
      Links links,
      @Nullable URI signUp) {
    this.entrance = entrance;
    this.invitations = invitations;
    this.letterbox = letterbox;
    this.links = links;
    this.signUp = signUp;
  }

  @Override
  public InvitationMail mail(InvitationCall call) {
    InvitationMailDue due =
        inside(call, scope -> invitations.prepareMail(scope, call.invitationId()));
    return switch (due) {
      case InvitationMailDue.Link link -> {
        letterbox.send(
            link.address(),
            new InvitationLetter(
                link.inviter(),
                link.workspace(),
                links.withToken("/accept-invitation", link.token().text()),
                signUp,
                link.expires()),
            MembersQueue.invitationWorkflowId(call.invitationId()));
        Boolean _ =
            inside(
                call,
                scope -> {
                  invitations.mailed(scope, call.invitationId());
                  return true;
                });
        yield InvitationMail.LINK_SENT;
      }
      case InvitationMailDue.AlreadyMailed() -> InvitationMail.LINK_SENT;
      case InvitationMailDue.Nothing() -> InvitationMail.NOT_NEEDED;
    };
  }

  @Override
  public void forget(InvitationCall call) {
    Boolean _ =
        inside(
            call,
            scope -> {
              invitations.forget(scope, call.invitationId());
              return true;
            });
  }

  private <T> T inside(InvitationCall call, Function<WorkspaceScope, T> work) {
    return entrance.enter(call, Role.ADMIN, work);
  }
}
