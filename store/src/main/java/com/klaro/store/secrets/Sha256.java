package com.klaro.store.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 (FIPS 180-4): enough for what nobody could guess, and too fast for what somebody could.
public final class Sha256 {

  private Sha256() {}

  /// @return 32 bytes
  public static byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException("SHA-256 is not available", broken);
    }
  }

  /// Of the text in UTF-8.
  public static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
