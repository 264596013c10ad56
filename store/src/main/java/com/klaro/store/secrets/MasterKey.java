package com.klaro.store.secrets;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// The one key outside the database. It wraps every data, codec, MAC and signing key, and logins
/// are derived from it; each use has a purpose of its own, so no two uses share key bytes.
public final class MasterKey {

  public static final int BYTES = 32;

  private final byte[] key;
  private final AesGcmJce wrapping;

  /// @param key 32 random bytes
  public MasterKey(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("A master key has " + BYTES + " bytes");
    }
    this.key = key.clone();
    this.wrapping = cipher(derive("wrap"));
  }

  /// @param context what the bytes are and whose; unwrapping needs the same words (associated data)
  public byte[] wrap(byte[] plain, String context) {
    return encrypted(wrapping, plain, context.getBytes(StandardCharsets.UTF_8));
  }

  /// @throws WrongKey when the bytes were changed, belong to another context, or another master key
  ///   wrapped them
  public byte[] unwrap(byte[] wrapped, String context) {
    try {
      return wrapping.decrypt(wrapped, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException refused) {
      throw new WrongKey(context, refused);
    }
  }

  /// Bytes for one purpose (HKDF-SHA256, RFC 5869), the same each time.
  public byte[] derive(String purpose) {
    try {
      return Hkdf.computeHkdf(
          "HMACSHA256", key, new byte[0], purpose.getBytes(StandardCharsets.UTF_8), BYTES);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("HMAC-SHA256 is not available", broken);
    }
  }

  static byte[] encrypted(AesGcmJce cipher, byte[] plain, byte[] context) {
    try {
      return cipher.encrypt(plain, context);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM is not available", broken);
    }
  }

  /// Made once per key: the key schedule costs more than a short field. Safe to share between
  /// threads.
  static AesGcmJce cipher(byte[] key) {
    try {
      return new AesGcmJce(key);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM is not available", broken);
    }
  }

  /// What was stored cannot be opened with this key. Never carries the bytes.
  public static final class WrongKey extends RuntimeException {
    WrongKey(String context, GeneralSecurityException cause) {
      super("Cannot open " + context + ": it was changed, or another master key wrapped it", cause);
    }
  }
}
