package com.klaro.store.identity;

import com.klaro.store.workspaces.Printable;

/// A person's name as they write it: 1 to 100 characters, no control characters.
public record FullName(String text) {

  /// @throws IllegalArgumentException with a message that does not repeat the name
  public FullName {
    int length = text.codePointCount(0, text.length());
    if (text.isBlank() || length > 100 || text.codePoints().anyMatch(Printable::isNot)) {
      throw new IllegalArgumentException("must be 1 to 100 characters without control characters");
    }
  }

  @Override
  public String toString() {
    return "FullName[…]";
  }
}
