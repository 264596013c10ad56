package com.klaro.workflows.identity;

/// How a wish for another address ended. Whether it was granted is told by the account's trail, not
/// here.
public enum EmailChangeOutcome {
  /// Both addresses were mailed, and the links' time is over.
  LINKS_ENDED,
  /// There was nothing left to ask.
  CALLED_OFF,
  /// One of them could not be mailed while the links would have worked.
  UNDELIVERED
}
