package com.klaro.store.audit;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.security.GeneralSecurityException;

/// An Ed25519 key that signs heads (RFC 8032). Its id is the RFC 7638 thumbprint of the public
/// half, so whoever holds the public key can check the name too.
final class SigningKey {

  private final Ed25519Sign signer;
  private final PublicKeys.Key publicKey;

  /// The first use of the curve computes its tables, which takes longer than everything else of a
  /// key; a start has other things to wait for meanwhile. Returns at once.
  static void prepare() {
    Object _ =
        Thread.ofPlatform()
            .daemon()
            .name("signing-preparation")
            .start(() -> {
              Object _ = new SigningKey(new byte[Ed25519Sign.SECRET_KEY_LEN]);
            });
  }

  /// @param seed 32 random bytes
  SigningKey(byte[] seed) {
    try {
      var pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
      signer = new Ed25519Sign(pair.getPrivateKey());
      publicKey = PublicKeys.Key.of(pair.getPublicKey());
    } catch (GeneralSecurityException refused) {
      throw new IllegalArgumentException("An Ed25519 seed has 32 bytes", refused);
    }
  }

  PublicKeys.Key publicKey() {
    return publicKey;
  }

  byte[] sign(byte[] content) {
    try {
      return signer.sign(content);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("Ed25519 is not available", broken);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + publicKey.id() + "]";
  }
}
