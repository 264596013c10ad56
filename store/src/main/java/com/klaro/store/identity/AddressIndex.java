package com.klaro.store.identity;

import com.klaro.store.secrets.Hmac;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretRotation;
import java.nio.charset.StandardCharsets;

/// Finds an account without storing its address: HMAC-SHA256 of the canonical address under a key
/// that is not in any row.
public final class AddressIndex {

  /// Rows hold what it made of an address, and not the address: they cannot be computed anew.
  public static final NamedSecret SECRET =
      NamedSecret.key(
          "blind-index",
          "finds people by an address that no row holds",
          new SecretRotation.Never("what was found by the first would be lost"));

  private final Hmac hmac;

  public AddressIndex(byte[] key) {
    this.hmac = new Hmac(key);
  }

  public byte[] of(EmailAddress address) {
    return hmac.of(address.canonical().getBytes(StandardCharsets.UTF_8));
  }

  /// The same for what somebody typed, which may be no address: then of the words, and never that
  /// of an address.
  byte[] ofWhatever(String typed) {
    try {
      return of(new EmailAddress(typed));
    } catch (IllegalArgumentException noAddress) {
      return hmac.of(("no address: " + typed).getBytes(StandardCharsets.UTF_8));
    }
  }
}
