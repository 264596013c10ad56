package com.klaro.workflows.members;

/// What `InvitationActivities.mail` did.
public enum InvitationMail {
  LINK_SENT,
  /// The invitation was closed before any mail was needed.
  NOT_NEEDED
}
