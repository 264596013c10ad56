package com.klaro.store.identity;

import com.klaro.store.workspaces.Printable;

/// A person's name as they write it: 1 to 100 characters, no control characters.
public record FullName(String text) {

  public static final int LONGEST = 100;

  /// @throws IllegalArgumentException with a message that does not repeat the name
  public FullName {
    int length = text.codePointCount(0, text.length());
    if (text.isBlank() || length > LONGEST || text.codePoints().anyMatch(Printable::isNot)) {
      throw new IllegalArgumentException(
          "must be 1 to " + LONGEST + " characters without control characters");
    }
  }

  @Override
  public String toString() {
    return "FullName[…]";
  }
}
