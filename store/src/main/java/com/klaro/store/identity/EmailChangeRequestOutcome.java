package com.klaro.store.identity;

/// What became of a wish for another address.
public enum EmailChangeRequestOutcome {
  /// Whether a mail follows is nobody's business here.
  ACCEPTED,
  SAME_ADDRESS,
  NEEDS_RECENT_AUTHENTICATION,
  SIGNED_OUT
}
