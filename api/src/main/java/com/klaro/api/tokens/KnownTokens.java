package com.klaro.api.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
