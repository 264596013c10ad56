package com.klaro.api.tokens;

import com.klaro.store.secrets.Hmac;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/// Proves that a device signed in to an account since its password is the one it is: random bytes
/// and a MAC that binds them to both. Kept by the client, and shown at the next sign-in, where they
/// open a lane of their own among the limits and nothing else.
public final class DeviceTokens {

  private static final String PREFIX = "kld_";
  private static final int RANDOM = 16;

  private final Hmac hmac;
  private final SecureRandom random;

  /// @param key from `MasterKey.derive("device-tokens")`
  public DeviceTokens(byte[] key, SecureRandom random) {
    this.hmac = new Hmac(key);
    this.random = random;
  }

  /// @param passwordNumber which password of the account it is: with another one, whoever had the
  ///   old one is a stranger again
  public String issue(UUID accountId, int passwordNumber) {
    byte[] salt = new byte[RANDOM];
    random.nextBytes(salt);
    byte[] mac = mac(accountId, passwordNumber, salt);
    return PREFIX
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(ByteBuffer.allocate(RANDOM + mac.length).put(salt).put(mac).array());
  }

  /// Whether a device signed in to this account, or stayed signed in, beside this password.
  public boolean isOf(UUID accountId, int passwordNumber, String token) {
    if (!token.startsWith(PREFIX) || token.length() > 100) {
      return false;
    }
    byte[] both;
    try {
      both = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
    // Spare bits would give one token several spellings, and each a lane of its own.
    return both.length == 2 * RANDOM
        && MessageDigest.isEqual(
            mac(accountId, passwordNumber, Arrays.copyOf(both, RANDOM)),
            Arrays.copyOfRange(both, RANDOM, both.length))
        && token.equals(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(both));
  }

  private byte[] mac(UUID accountId, int passwordNumber, byte[] salt) {
    byte[] account =
        ByteBuffer.allocate(16 + Integer.BYTES)
            .putLong(accountId.getMostSignificantBits())
            .putLong(accountId.getLeastSignificantBits())
            .putInt(passwordNumber)
            .array();
    return Arrays.copyOf(hmac.of(salt, account), RANDOM);
  }
}
