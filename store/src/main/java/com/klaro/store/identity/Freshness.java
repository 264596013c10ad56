package com.klaro.store.identity;

/// How old the proof of a session is, for what asks for a recent one.
enum Freshness {
  RECENT,
  OLD,
  /// The session does not live.
  NONE
}
