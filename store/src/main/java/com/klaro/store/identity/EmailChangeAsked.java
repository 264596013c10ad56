package com.klaro.store.identity;

/// What became of a wish for another address.
public enum EmailChangeAsked {
  /// Whether a mail follows is nobody's business here.
  ACCEPTED,
  SAME_ADDRESS,
  NEEDS_RECENT_AUTHENTICATION,
  SIGNED_OUT
}
