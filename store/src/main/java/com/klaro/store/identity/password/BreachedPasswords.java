package com.klaro.store.identity.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Who knows which passwords were published. Asked with a hash, of which no more than a part may
/// leave this machine.
public interface BreachedPasswords {

  /// @param sha1 of the password, 40 hexadecimal digits in upper case
  /// @return within the time that is configured, whatever becomes of the question
  Answer find(String sha1);

  sealed interface Answer {
    record Found() implements Answer {}

    record NotFound() implements Answer {}

    /// Nobody answered in time, or not in a way that can be trusted.
    record Unknown() implements Answer {}
  }

  static String sha1(String password) {
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
