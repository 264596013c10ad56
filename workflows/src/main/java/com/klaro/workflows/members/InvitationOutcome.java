package com.klaro.workflows.members;

/// How an invitation ended.
public enum InvitationOutcome {
  /// Accepted, withdrawn, replaced, or void with the rights of whoever made it.
  CLOSED,
  /// Nobody came in time, or no mail could be delivered; the row with the address is gone.
  EXPIRED
}
