package com.klaro.store.identity;

import com.bastiaanjansen.otp.HMACAlgorithm;
import com.bastiaanjansen.otp.HOTPGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.commons.codec.binary.Base32;

/// What an authenticator app shares with us (RFC 6238), with the values that every app knows:
/// SHA-1, six digits, thirty seconds.
///
/// @param text in Base 32
record TotpSecret(String text) {

  private static final String ISSUER = "Klaro";

  /// As RFC 4226 advises: as many as the hash has.
  private static final int BYTES = 20;

  private static final int DIGITS = 6;
  private static final long STEP = 30;

  /// How many steps a clock may be off, and how late a code may come.
  private static final long WINDOW = 1;

  static TotpSecret fresh(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new TotpSecret(new Base32().encodeToString(secret));
  }

  /// The time step that this code is of.
  ///
  /// @param used the newest step whose code was used; neither it nor an older one counts
  OptionalLong step(String code, Instant now, long used) {
    long current = now.getEpochSecond() / STEP;
    return LongStream.rangeClosed(Math.max(used + 1, current - WINDOW), current + WINDOW)
        .filter(step ->
            MessageDigest.isEqual(
                code(step).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8)))
        .findFirst();
  }

  /// SHA-1 is deprecated by the library and not broken as a MAC; many apps ignore that a URI names
  /// another one.
  @SuppressWarnings("deprecation")
  String code(long step) {
    return new HOTPGenerator.Builder(text)
        .withPasswordLength(DIGITS)
        .withAlgorithm(HMACAlgorithm.SHA1)
        .build()
        .generate(step);
  }

  /// As apps read it from a QR code.
  String uri(String account) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(ISSUER, encoded(account), text, ISSUER, DIGITS, STEP);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "TotpSecret[…]";
  }
}
