package com.klaro.store.identity;

/// What became of a wish to end sessions.
public enum SessionEndOutcome {
  ENDED,
  /// Unknown, ended already, or somebody else's.
  NOT_FOUND,
  /// Whoever asked is signed out by now.
  SIGNED_OUT
}
