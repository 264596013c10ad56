package com.klaro.store.members;

import java.time.Instant;

/// Whether an invitation needs a mail now.
public sealed interface InvitationMailDue {

  /// A link with a token that exists here, as a hash in a row, and soon in one mail.
  record Link(
      String address, String inviter, String workspace, InvitationToken token, Instant expires)
      implements InvitationMailDue {
    @Override
    public String toString() {
      return "Link[…]";
    }
  }

  record AlreadyMailed() implements InvitationMailDue {}

  /// Closed or over.
  record Nothing() implements InvitationMailDue {}
}
