package com.klaro.store.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A passkey, as its owner may see it.
///
/// @param lastUsedAt null before its first use
public record OwnPasskey(UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {

  @Override
  public String toString() {
    return "OwnPasskey[" + id + "]";
  }
}
