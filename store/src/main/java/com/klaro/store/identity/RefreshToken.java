package com.klaro.store.identity;

import com.klaro.store.secrets.Hmac;
import com.klaro.store.secrets.Sha256;
import com.klaro.workflows.tenancy.SessionId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// One link in a session's chain of refresh tokens: session, position, secret, and a tag that
/// proves we issued it.
///
/// The successor's secret is an HMAC of this one, so any number of parallel uses agree on the same
/// successor and no token is ever stored. The tag separates a replayed token, which ends the
/// session, from a made-up one, which is just refused.
record RefreshToken(SessionId sessionId, int generation, byte[] secret) {

  private static final String PREFIX = "klr_";
  private static final int SECRET = 32;
  private static final int BODY = 16 + 4 + SECRET;
  private static final int TAG = 16;

  /// What the two uses of the key begin with.
  private static final byte[] TAGS = {'t'};

  private static final byte[] SUCCESSORS = {'s'};

  static RefreshToken first(SecureRandom random, SessionId sessionId) {
    byte[] secret = new byte[SECRET];
    random.nextBytes(secret);
    return new RefreshToken(sessionId, 0, secret);
  }

  /// Issues and reads tokens with one key.
  static final class Issuer {

    private final Hmac hmac;

    Issuer(byte[] key) {
      this.hmac = new Hmac(key);
    }

    String text(RefreshToken token) {
      byte[] body = token.body();
      byte[] tag = Arrays.copyOf(hmac.of(TAGS, body), TAG);
      return PREFIX
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(ByteBuffer.allocate(BODY + TAG).put(body).put(tag).array());
    }

    /// Empty when we did not issue it.
    Optional<RefreshToken> read(String text) {
      if (!text.startsWith(PREFIX) || text.length() > 200) {
        return Optional.empty();
      }
      byte[] bytes;
      try {
        bytes = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
      } catch (IllegalArgumentException malformed) {
        return Optional.empty();
      }
      if (bytes.length != BODY + TAG) {
        return Optional.empty();
      }
      byte[] body = Arrays.copyOf(bytes, BODY);
      byte[] tag = Arrays.copyOfRange(bytes, BODY, BODY + TAG);
      // Spare bits and padding would give one token several spellings.
      return MessageDigest.isEqual(tag, Arrays.copyOf(hmac.of(TAGS, body), TAG))
              && text(of(body)).equals(text)
          ? Optional.of(of(body))
          : Optional.empty();
    }

    RefreshToken successor(RefreshToken token) {
      return new RefreshToken(
          token.sessionId(), token.generation() + 1, hmac.of(SUCCESSORS, token.body()));
    }
  }

  /// What the session row holds.
  byte[] hash() {
    return Sha256.of(body());
  }

  private byte[] body() {
    UUID id = sessionId.value();
    return ByteBuffer.allocate(BODY)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putInt(generation)
        .put(secret)
        .array();
  }

  private static RefreshToken of(byte[] body) {
    ByteBuffer buffer = ByteBuffer.wrap(body);
    var sessionId = new SessionId(new UUID(buffer.getLong(), buffer.getLong()));
    int generation = buffer.getInt();
    byte[] secret = new byte[SECRET];
    buffer.get(secret);
    return new RefreshToken(sessionId, generation, secret);
  }

  @Override
  public String toString() {
    return "RefreshToken[" + sessionId + "#" + generation + "]";
  }
}
