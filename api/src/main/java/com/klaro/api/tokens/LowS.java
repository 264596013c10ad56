package com.klaro.api.tokens;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.util.Arrays;

/// Whoever sees an ECDSA signature (r, s) can write its twin (r, n − s), which holds for the same
/// text. Of the two we write, and take, the one with the smaller s, so that a token has one
/// spelling.
final class LowS {

  private static final BigInteger ORDER = Curve.P_256.toECParameterSpec().getOrder();
  private static final int HALF = 32;

  private LowS() {}

  static boolean isSmaller(Base64URL signature) {
    return s(signature.decode()).shiftLeft(1).compareTo(ORDER) <= 0;
  }

  /// @param signature r and s, 32 bytes each (RFC 7518 §3.4)
  static Base64URL smaller(Base64URL signature) {
    if (isSmaller(signature)) {
      return signature;
    }
    byte[] both = signature.decode();
    byte[] twin = ORDER.subtract(s(both)).toByteArray();
    Arrays.fill(both, HALF, 2 * HALF, (byte) 0);
    int from = twin.length > HALF ? 1 : 0;
    int length = twin.length - from;
    System.arraycopy(twin, from, both, 2 * HALF - length, length);
    return Base64URL.encode(both);
  }

  private static BigInteger s(byte[] both) {
    return new BigInteger(1, both, Math.min(HALF, both.length), Math.max(0, both.length - HALF));
  }
}
