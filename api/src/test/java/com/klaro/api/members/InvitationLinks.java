package com.klaro.api.members;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.members.InvitationMailDue;
import com.klaro.store.members.InvitationWriter;
import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.util.UUID;

/// What the activity would mail.
final class InvitationLinks {

  private InvitationLinks() {}

  /// The token of a link that would be mailed now.
  ///
  /// @param invited what the API answered to whoever invited
  static String of(RunningApi api, WorkspaceId workspace, Answer invited) {
    var writer =
        new InvitationWriter(api.store().settings().master(), new SecureRandom(), api.clock());
    var id = new InvitationId(UUID.fromString(invited.text("id")));
    return api.people()
        .gate()
        .admit(
            new Actor.Automation("members"),
            workspace,
            Role.ADMIN,
            admission ->
                admission instanceof Admission.Admitted(var scope)
                        && writer.prepareMail(scope, id) instanceof InvitationMailDue.Link due
                    ? due.token().text()
                    : "none");
  }
}
