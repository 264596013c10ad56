package com.klaro.store.workspaces;

/// What a workspace calls itself: 1 to 80 characters, no control characters.
public record WorkspaceName(String text) {

  public static final int LONGEST = 80;

  /// @throws IllegalArgumentException with a message that does not repeat the name
  public WorkspaceName {
    if (!Printable.isName(text, LONGEST)) {
      throw new IllegalArgumentException(
          "must be 1 to " + LONGEST + " visible characters without control characters");
    }
  }
}
