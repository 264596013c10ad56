package com.klaro.store.identity;

import com.klaro.store.workspaces.Country;
import com.klaro.workflows.identity.SignupMail;
import java.time.Instant;

/// Which mail a signup needs now.
public sealed interface SignupMailDue {

  /// A link with a token that exists here, as a hash in a row, and soon in one mail.
  record Link(String address, OneTimeToken token, Instant expires, Country country)
      implements SignupMailDue {
    @Override
    public String toString() {
      return "Link[…]";
    }
  }

  /// The address has an account: its owner is told, the asker is not.
  record KnownAddress(String address) implements SignupMailDue {
    @Override
    public String toString() {
      return "KnownAddress[…]";
    }
  }

  record AlreadyMailed(SignupMail what) implements SignupMailDue {}

  /// Completed or gone.
  record Closed() implements SignupMailDue {}
}
