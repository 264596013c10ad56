package com.klaro.api.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.klaro.store.secrets.Sha256;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Tokens that were found good a moment ago. Checking a signature costs as much as all else about a
/// small request, and a client sends the same token for ten minutes. Only good ones are kept, so
/// that nobody without one can fill the place, and by their SHA-256, so that a memory dump gives
/// none away.
final class KnownTokens {

  private static final int MOST = 20_000;

  private final Cache<ByteBuffer, Known> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(AccessTokens.LIFE).build();

  /// @param keyId of the key it was signed with, which may be retired meanwhile
  record Known(String keyId, AccessTokens.Verified verified) {}

  Optional<Known> find(String token) {
    return Optional.ofNullable(known.getIfPresent(digest(token)));
  }

  void keep(String token, Known found) {
    known.put(digest(token), found);
  }

  private static ByteBuffer digest(String token) {
    return ByteBuffer.wrap(Sha256.of(token));
  }
}
