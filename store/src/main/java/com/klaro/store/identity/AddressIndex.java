package com.klaro.store.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Finds an account without storing its address: HMAC-SHA256 of the canonical address under a key
/// that is not in any row.
public final class AddressIndex {

  /// Name of the key in the secret store.
  public static final String KEY = "blind-index";

  private final SecretKeySpec key;

  public AddressIndex(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  public byte[] of(EmailAddress address) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(address.canonical().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("HMAC-SHA256 is not available", broken);
    }
  }
}
