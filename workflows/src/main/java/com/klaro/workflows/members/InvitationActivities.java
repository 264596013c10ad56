package com.klaro.workflows.members;

import io.temporal.activity.ActivityInterface;

/// The steps of an invitation that touch the world. Each may run more than once; each repeat is
/// harmless.
@ActivityInterface(namePrefix = "Invitation")
public interface InvitationActivities {

  /// Mails the link. The token is born here, is stored as a hash and lives in this activity's
  /// memory and one mail only. A repeat after a recorded mail sends nothing.
  InvitationMail mail(InvitationCall call);

  /// Deletes the invitation with its address and tokens.
  void forget(InvitationCall call);
}
