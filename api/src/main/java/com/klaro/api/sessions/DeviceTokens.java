package com.klaro.api.sessions;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proves that a device signed in to an account before: random bytes and a MAC that binds them to
/// the account. Kept by the client; nothing reads them until sign-ins are limited, when they will
/// open a lane for devices that are known, and nothing else.
public final class DeviceTokens {

  private static final String PREFIX = "kld_";
  private static final int RANDOM = 16;

  private final SecretKeySpec key;
  private final SecureRandom random;

  /// @param key from `MasterKey.derive("device-tokens")`
  public DeviceTokens(byte[] key, SecureRandom random) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.random = random;
  }

  public String issue(UUID accountId) {
    byte[] salt = new byte[RANDOM];
    random.nextBytes(salt);
    byte[] mac = mac(accountId, salt);
    return PREFIX
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(ByteBuffer.allocate(RANDOM + mac.length).put(salt).put(mac).array());
  }

  private byte[] mac(UUID accountId, byte[] salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(salt);
      return Arrays.copyOf(
          mac.doFinal(
              ByteBuffer.allocate(16)
                  .putLong(accountId.getMostSignificantBits())
                  .putLong(accountId.getLeastSignificantBits())
                  .array()),
          RANDOM);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("HMAC-SHA256 is not available", broken);
    }
  }
}
