package com.klaro.store.identity;

import com.klaro.store.secrets.Sha256;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;

/// For whoever has lost the app: 120 random bits, which a plain hash is enough for (ASVS 6.5.2).
///
/// @param letters of Base 32, without what stands between them
record RecoveryCode(String letters) {

  static final int OF_AN_ACCOUNT = 10;

  private static final int BYTES = 15;
  private static final String EVERY_FOUR = "(?<=\\G.{4})(?!$)";

  /// A whole set.
  static List<RecoveryCode> fresh(SecureRandom random) {
    return Stream.generate(
            () -> {
              byte[] secret = new byte[BYTES];
              random.nextBytes(secret);
              return new RecoveryCode(new Base32().encodeToString(secret));
            })
        .limit(OF_AN_ACCOUNT)
        .toList();
  }

  /// From paper: in small letters too, and with other gaps.
  static RecoveryCode typed(String text) {
    return new RecoveryCode(text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
  }

  /// As it is shown, once.
  String text() {
    return letters.replaceAll(EVERY_FOUR, "-");
  }

  byte[] hash() {
    return Sha256.of(letters);
  }

  @Override
  public String toString() {
    return "RecoveryCode[…]";
  }
}
