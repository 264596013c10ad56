package com.klaro.store.identity;

import java.time.Instant;

/// Whether one side of a change of address needs a mail now.
public sealed interface ChangeMailDue {

  /// A link with a token that exists here, as a hash in a row, and soon in one mail.
  ///
  /// @param wished the address that the account is to have
  record Link(String address, String wished, OneTimeToken token, Instant expires)
      implements ChangeMailDue {
    @Override
    public String toString() {
      return "Link[…]";
    }
  }

  /// The wished address has an account: its owner is told, the asker is not.
  record KnownAddress(String address) implements ChangeMailDue {
    @Override
    public String toString() {
      return "KnownAddress[…]";
    }
  }

  record AlreadyMailed() implements ChangeMailDue {}

  /// Made, voided, replaced or over.
  record Nothing() implements ChangeMailDue {}
}
