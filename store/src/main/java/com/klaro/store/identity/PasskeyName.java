package com.klaro.store.identity;

import com.klaro.store.workspaces.Printable;

/// What its owner calls a passkey: 1 to 100 characters, no control characters.
public record PasskeyName(String text) {

  public static final int LONGEST = 100;

  /// @throws IllegalArgumentException with a message that does not repeat the name
  public PasskeyName {
    if (!Printable.isName(text, LONGEST)) {
      throw new IllegalArgumentException(
          "must be 1 to " + LONGEST + " visible characters without control characters");
    }
  }

  @Override
  public String toString() {
    return "PasskeyName[…]";
  }
}
