package com.klaro.api.tokens.nextauth;

import com.nimbusds.jose.EncryptionMethod;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// How a session token is written: encrypted by which method, with a key derived by which words,
/// and under which names of a cookie.
enum TokenForm {
  V4("next-auth.session-token", "", "NextAuth.js Generated Encryption Key"),
  V5("authjs.session-token"),
  V5_SECURE("__Secure-authjs.session-token");

  private final String cookie;
  private final String salt;
  private final String info;

  TokenForm(String cookie, String salt, String info) {
    this.cookie = cookie;
    this.salt = salt;
    this.info = info;
  }

  /// From version 5 on the cookie's name is in the key.
  TokenForm(String cookie) {
    this(cookie, cookie, "Auth.js Generated Encryption Key (" + cookie + ")");
  }

  static Optional<TokenForm> of(String cookie) {
    return Stream.of(values()).filter(it -> it.cookies().contains(cookie)).findFirst();
  }

  /// The name in clear, and the one behind TLS where that has the same key.
  List<String> cookies() {
    return this == V4 ? List.of(cookie, "__Secure-" + cookie) : List.of(cookie);
  }

  EncryptionMethod method() {
    return this == V4 ? EncryptionMethod.A256GCM : EncryptionMethod.A256CBC_HS512;
  }

  /// Whether a token says in its header which key it is encrypted with.
  boolean namesItsKey() {
    return this != V4;
  }

  int tagBytes() {
    return this == V4 ? 16 : 32;
  }

  /// The key that both sides derive from the secret they share (RFC 5869).
  byte[] key(byte[] secret) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .addSalt(salt.getBytes(StandardCharsets.US_ASCII))
                  .thenExpand(
                      info.getBytes(StandardCharsets.US_ASCII),
                      method().cekBitLength() / Byte.SIZE));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("HKDF-SHA256 is not available", broken);
    }
  }
}
