package com.klaro.store.identity;

import java.time.Instant;

/// Whether a password reset needs a mail now.
public sealed interface ResetMailDue {

  /// A link with a token that exists here, as a hash in a row, and soon in one mail.
  record Link(String address, OneTimeToken token, Instant expires) implements ResetMailDue {
    @Override
    public String toString() {
      return "Link[…]";
    }
  }

  record AlreadyMailed() implements ResetMailDue {}

  /// No account that could be reset has the address, or the request is gone.
  record Nothing() implements ResetMailDue {}
}
