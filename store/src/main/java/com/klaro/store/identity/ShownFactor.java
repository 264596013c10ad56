package com.klaro.store.identity;

/// What somebody signed in shows of a second factor, besides a session that may be stolen.
public sealed interface ShownFactor {

  record Nothing() implements ShownFactor {}

  /// @param typed a code of the app, or a recovery code
  record Code(String typed) implements ShownFactor {
    @Override
    public String toString() {
      return "Code[…]";
    }
  }

  record Passkey(PasskeyUse use) implements ShownFactor {}
}
