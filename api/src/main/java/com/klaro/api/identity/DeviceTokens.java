package com.klaro.api.identity;

import com.klaro.store.secrets.Hmac;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Proves that a device signed in to an account since its password is the one it is: random bytes,
/// both of these, and a MAC over all. Kept by the client, and shown at the next sign-in, where they
/// open a lane of their own among the limits and among those who wait, and nothing else.
final class DeviceTokens {

  private static final String PREFIX = "kld_";
  private static final int RANDOM = 16;
  private static final int DEVICE = 2 * Long.BYTES + Integer.BYTES;
  private static final int UNNAMED = 2 * RANDOM;
  private static final int NAMED = UNNAMED + DEVICE;

  /// So that no token from before makes a second one that names its account.
  private static final byte[] NAMING = {1};

  private final Hmac hmac;
  private final SecureRandom random;

  /// @param key from `MasterKey.derive("device-tokens")`
  DeviceTokens(byte[] key, SecureRandom random) {
    this.hmac = new Hmac(key);
    this.random = random;
  }

  /// @param passwordNumber which password of the account it is: with another one, whoever had the
  ///   old one is a stranger again
  String issue(UUID accountId, int passwordNumber) {
    byte[] salt = new byte[RANDOM];
    random.nextBytes(salt);
    byte[] device = device(accountId, passwordNumber);
    return text(
        ByteBuffer.allocate(NAMED).put(salt).put(device).put(mac(salt, device, NAMING)).array());
  }

  /// Whose device shows it, without a look at the database: so it may be beside a password of
  /// before, or of an account that is gone. Empty for tokens from before they named their account.
  Optional<UUID> accountOf(@Nullable String token) {
    return Optional.ofNullable(token)
        .flatMap(DeviceTokens::bytes)
        .filter(bytes -> bytes.length == NAMED && isOurs(bytes))
        .map(ByteBuffer::wrap)
        .map(bytes -> new UUID(bytes.getLong(RANDOM), bytes.getLong(RANDOM + Long.BYTES)));
  }

  /// Whether a device signed in to this account, or stayed signed in, beside this password.
  boolean isOf(UUID accountId, int passwordNumber, String token) {
    byte[] device = device(accountId, passwordNumber);
    return bytes(token)
        .filter(bytes ->
            switch (bytes.length) {
              case NAMED ->
                  MessageDigest.isEqual(device, Arrays.copyOfRange(bytes, RANDOM, RANDOM + DEVICE))
                      && isOurs(bytes);
              case UNNAMED ->
                  MessageDigest.isEqual(
                      mac(Arrays.copyOf(bytes, RANDOM), device),
                      Arrays.copyOfRange(bytes, RANDOM, UNNAMED));
              default -> false;
            })
        .isPresent();
  }

  private boolean isOurs(byte[] bytes) {
    return MessageDigest.isEqual(
        mac(
            Arrays.copyOf(bytes, RANDOM),
            Arrays.copyOfRange(bytes, RANDOM, RANDOM + DEVICE),
            NAMING),
        Arrays.copyOfRange(bytes, RANDOM + DEVICE, NAMED));
  }

  /// Spare bits would give one token several spellings, and each a lane of its own.
  private static Optional<byte[]> bytes(String token) {
    if (!token.startsWith(PREFIX) || token.length() > 100) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(token.substring(PREFIX.length())))
          .filter(bytes -> token.equals(text(bytes)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static String text(byte[] bytes) {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] device(UUID accountId, int passwordNumber) {
    return ByteBuffer.allocate(DEVICE)
        .putLong(accountId.getMostSignificantBits())
        .putLong(accountId.getLeastSignificantBits())
        .putInt(passwordNumber)
        .array();
  }

  private byte[] mac(byte[]... parts) {
    return Arrays.copyOf(hmac.of(parts), RANDOM);
  }
}
