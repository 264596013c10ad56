package com.klaro.store.workspaces;

/// What a workspace calls itself: 1 to 80 characters, no control characters.
public record WorkspaceName(String text) {

  public static final int LONGEST = 80;

  /// @throws IllegalArgumentException with a message that does not repeat the name
  public WorkspaceName {
    int length = text.codePointCount(0, text.length());
    if (text.isBlank() || length > LONGEST || text.codePoints().anyMatch(Printable::isNot)) {
      throw new IllegalArgumentException(
          "must be 1 to " + LONGEST + " characters without control characters");
    }
  }
}
