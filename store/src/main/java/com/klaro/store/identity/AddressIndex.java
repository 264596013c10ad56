package com.klaro.store.identity;

import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretRotation;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Finds an account without storing its address: HMAC-SHA256 of the canonical address under a key
/// that is not in any row.
public final class AddressIndex {

  /// Rows hold what it made of an address, and not the address: they cannot be computed anew.
  public static final NamedSecret SECRET =
      NamedSecret.key(
          "blind-index",
          "finds people by an address that no row holds",
          new SecretRotation.Never("what was found by the first would be lost"));

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
