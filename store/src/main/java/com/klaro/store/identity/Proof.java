package com.klaro.store.identity;

/// How a session stands towards what asks for a recent proof of who holds it.
enum Proof {
  RECENT,
  OLD,
  /// The session does not live.
  NONE
}
