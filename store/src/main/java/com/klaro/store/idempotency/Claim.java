package com.klaro.store.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// What became of asking for a key.
public sealed interface Claim {

  /// Ours to do now. The operation id is the same for every attempt under this key: whoever uses it
  /// as the id of what is made cannot make it twice, even when an attempt died between its commit
  /// and its answer.
  ///
  /// @param leaseUntil proof of this attempt; a later one has another
  /// @param first whether no attempt before it can have done anything
  record Granted(UUID operationId, Instant leaseUntil, boolean first) implements Claim {}

  /// Another attempt is at it.
  record Running(Duration left) implements Claim {}

  /// Done before; these bytes are its answer.
  ///
  /// @param operationId as the one who did it was given
  record Answered(UUID operationId, byte[] answer) implements Claim {}

  /// The key belongs to another request.
  record Mismatch() implements Claim {}
}
