package com.klaro.api.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Private keys as text, and whether one belongs to a public key.
final class KeyPairs {

  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private KeyPairs() {}

  /// @throws GeneralSecurityException when it is no PKCS#8 key of a kind that TLS knows
  static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    Matcher found = PKCS8.matcher(pem);
    if (!found.find()) {
      throw new InvalidKeySpecException("No PKCS#8 key");
    }
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
    for (String kind : List.of("EC", "RSA", "Ed25519")) {
      Optional<PrivateKey> key = ofKind(kind, spec);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new InvalidKeySpecException("A key of an unknown kind");
  }

  private static Optional<PrivateKey> ofKind(String kind, PKCS8EncodedKeySpec spec)
      throws GeneralSecurityException {
    try {
      return Optional.of(KeyFactory.getInstance(kind).generatePrivate(spec));
    } catch (InvalidKeySpecException another) {
      return Optional.empty();
    }
  }

  /// By signing something with one and checking it with the other.
  static boolean match(PublicKey ours, PrivateKey key) {
    byte[] something = "klaro".getBytes(StandardCharsets.US_ASCII);
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(something);
      byte[] signature = signing.sign();
      signing.initVerify(ours);
      signing.update(something);
      return signing.verify(signature);
    } catch (InvalidKeyException anotherKind) {
      return false;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(algorithm + " is not available", broken);
    }
  }
}
