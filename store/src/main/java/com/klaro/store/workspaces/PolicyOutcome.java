package com.klaro.store.workspaces;

/// What became of a wish to change what a workspace asks of its members.
public enum PolicyOutcome {
  DONE,
  NEEDS_RECENT_AUTHENTICATION,
  /// Whoever asks it of others has one first, or they would shut themselves out.
  NEEDS_OWN_SECOND_FACTOR
}
